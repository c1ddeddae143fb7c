// Gives the server every reason to close a connection, and says what graphql-ws makes of it: CODE REASON, line by line.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [endpoint, impatient] = process.argv.slice(2);
const asSocket = (url) => url.replace(/^http/, 'ws');

// A client that is not to try again learns the code.
function closeOf(options, url = endpoint) {
  const client = createClient({ url: asSocket(url), webSocketImpl: WebSocket, retryAttempts: 0, lazy: false, onNonLazyError: () => {}, ...options });
  return new Promise((resolve) => client.on('closed', ({ code, reason }) => resolve(`${code} ${reason}`)));
}

const subscribe = (id, query) => JSON.stringify({ id, type: 'subscribe', payload: { query } });
const sending = (...messages) => (socket) => { for (const message of messages) socket.send(message); };

async function tell(close) {
  console.log(await close);
}

await tell(closeOf({ on: { connected: sending('{"type":"nonsense"}') } }));
await tell(closeOf({ on: { opened: sending(subscribe('1', '{ hello }')) } }));
await tell(closeOf({ connectionParams: { Authorization: 'Bearer forged' } }));
await tell(closeOf({ webSocketImpl: class extends WebSocket { constructor(address) { super(address); } } }));
await tell(closeOf({ webSocketImpl: class extends WebSocket { send() {} } }, impatient));
await tell(closeOf({ on: { connected: sending(...Array(2).fill(subscribe('same', 'subscription { messages(topic: "twice") }'))) } }));
await tell(closeOf({ on: { connected: sending('{"type":"connection_init"}') } }));
await tell(closeOf({ on: { connected: sending(subscribe('1', `{ echo(text: "${'x'.repeat(2_000_000)}") }`)) } }));

// One that reads nothing while events come, of which there are more than the kernel keeps.
await tell(closeOf({
  on: {
    connected: async (socket) => {
      const text = 'x'.repeat(500_000);
      socket.send(subscribe('1', 'subscription { messages(topic: "slow") }'));
      socket.send(subscribe('2', '{ hello }'));
      await new Promise((resolve) => socket.on('message', (message) => message.includes('"hello"') && resolve()));
      socket.pause();
      for (let i = 0; i < 40; i++) {
        await fetch(endpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: 'mutation($text: String!) { publish(topic: "slow", text: $text) }', variables: { text } }),
        });
      }
      socket.resume();
    },
  },
}));
console.log('done');
process.exit(0);
