// Talks to the server by graphql-ws: what its client makes of queries, errors, subscriptions and reconnection.
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = process.argv[2].replace(/^http/, 'ws');
const subscribers = 100;

const client = createClient({
  url,
  webSocketImpl: WebSocket,
  lazy: false,
  keepAlive: 50,
  connectionParams: { Authorization: 'Bearer user-ann' },
});

async function all(operation) {
  const results = [];
  for await (const result of client.iterate(operation)) results.push(result);
  return results;
}

assert.deepEqual(await all({ query: '{ hello user }' }), [{ data: { hello: 'world', user: 'ann' } }]);
assert.deepEqual(
  await all({ query: 'query Q($t: String!) { echo(text: $t) }', variables: { t: 'Ünï "quoted" \u{1f3b5}' }, operationName: 'Q' }),
  [{ data: { echo: 'Ünï "quoted" \u{1f3b5}' } }],
);
const [broken] = await all({ query: '{ broken }' });
assert.equal(broken.data.broken, null);
assert.deepEqual(broken.errors[0].path, ['broken']);
await assert.rejects(all({ query: '{' }), (errors) => Array.isArray(errors) && typeof errors[0].message === 'string');

// Every subscriber hears every event once and in order, then the end.
const query = 'subscription { messages(topic: "ws") }';
const heard = Array.from({ length: subscribers }, () => []);
const streams = heard.map((list) => client.iterate({ query }));
const ends = streams.map(async (stream, i) => {
  for await (const { data } of stream) {
    heard[i].push(data.messages);
    if (data.messages === 'last') return;
  }
});
console.log('subscribed');
const publish = async (text) => assert.deepEqual(
  await all({ query: 'mutation($text: String!) { publish(topic: "ws", text: $text) }', variables: { text } }),
  [{ data: { publish: true } }],
);
// One socket carries its messages in order, so the subscriptions are there when the first mutation arrives.
const texts = [...Array.from({ length: 20 }, (_, i) => `event ${i}`), 'last'];
for (const text of texts) await publish(text);
await Promise.all(ends);
for (const list of heard) assert.deepEqual(list, texts);

// The server answers pings, and pings come from it with what the client may answer.
await new Promise((resolve) => client.on('pong', resolve));

await client.dispose();
console.log('done');
