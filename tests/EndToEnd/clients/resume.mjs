// Subscribes to onShare with graphql-ws, graphql-sse and EventSource, cuts connections at random, lets each come back to any replica with its
// cursor, and shares all the while. Gateways may be killed meanwhile. Tells whether everyone heard everything once and in one order.
// stdin: { addresses, sharer, listeners, clients, songId, seconds, cuts }: sharer and listeners are access tokens, cuts how many a second.
import { EventSource } from 'eventsource';
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import WebSocket from 'ws';
import { text } from 'node:stream/consumers';

const task = JSON.parse(await text(process.stdin));
const query = 'subscription ($after: String) { onShare(after: $after) { cursor share { id message } } }';
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const any = (list) => list[Math.floor(Math.random() * list.length)];
const subscribers = [];
let over = false;

class Subscriber {
  constructor(kind, token, cursor) {
    Object.assign(this, { kind, token, cursor, heard: [], connections: 0, failure: undefined, cut: () => {} });
  }

  hear({ data, errors }) {
    if (errors) {
      this.failure = JSON.stringify(errors);
      return;
    }
    this.cursor = data.onShare.cursor;
    this.heard.push(data.onShare.share);
  }
}

// Ends when the connection does, whatever the reason.
const open = {
  ws: (subscriber) => new Promise((resolve) => {
    // Cut as a network is, without a word to either side.
    class CutSocket extends WebSocket {
      constructor(...args) {
        super(...args);
        this.on('error', () => {});
        subscriber.cut = () => this.terminate();
      }
    }
    const client = createWs({
      url: `${any(task.addresses).replace(/^http/, 'ws')}graphql`, webSocketImpl: CutSocket, retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${subscriber.token}` },
    });
    const end = () => { client.dispose(); resolve(); };
    client.subscribe({ query, variables: { after: subscriber.cursor } }, { next: (event) => subscriber.hear(event), error: end, complete: end });
  }),
  sse: (subscriber) => new Promise((resolve) => {
    const client = createSse({
      url: `${any(task.addresses)}graphql`, retryAttempts: 0, headers: { authorization: `Bearer ${subscriber.token}` },
    });
    subscriber.cut = () => { client.dispose(); resolve(); };
    const end = () => resolve();
    client.subscribe({ query, variables: { after: subscriber.cursor } }, { next: (event) => subscriber.hear(event), error: end, complete: end });
  }),
  // A browser's way: the connection is opened again by itself, with the header Last-Event-ID.
  eventSource: (subscriber) => new Promise((resolve) => {
    const address = `${task.addresses[0]}graphql?query=${encodeURIComponent('subscription { onShare { cursor share { id message } } }')}`;
    const source = new EventSource(address, {
      fetch: (url, init) => {
        const connection = new AbortController();
        // Not as the package aborts when it is closed, after which it does not come back.
        subscriber.cut = () => connection.abort(new Error('cut'));
        subscriber.connections++;
        const headers = new Headers(init.headers);
        if (!headers.has('last-event-id')) headers.set('last-event-id', subscriber.cursor);
        headers.set('authorization', `Bearer ${subscriber.token}`);
        return fetch(String(url).replace(task.addresses[0], any(task.addresses)), {
          ...init,
          signal: AbortSignal.any([connection.signal, ...(init.signal ? [init.signal] : [])]),
          headers,
        });
      },
    });
    source.addEventListener('next', ({ data }) => subscriber.hear(JSON.parse(data)));
    // One that gives up, as a browser does when a server is not there, is opened anew.
    source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED || over) { source.close(); resolve(); } });
  }),
};

async function keepOpen(subscriber) {
  while (!over) {
    if (subscriber.kind !== 'eventSource') subscriber.connections++;
    await open[subscriber.kind](subscriber);
    await pause(20 + Math.random() * 200);
  }
}

async function ask(address, token, document, variables) {
  const response = await fetch(`${address}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: document, variables }),
    signal: AbortSignal.timeout(10_000),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

// What was not confirmed may have been shared or not.
const confirmed = [];
async function share(message) {
  const document = 'mutation S($input: ShareInput!) { share(input: $input) { share { id } errors { ... on Error { message } } } }';
  const { share: { share: made, errors } } = await ask(any(task.addresses), task.sharer, document, { input: { songId: task.songId, message } });
  if (errors) throw new Error(JSON.stringify(errors));
  confirmed.push(made.id);
  return made.id;
}

const cursors = await Promise.all(task.listeners.map(async (token) => (await ask(task.addresses[0], token, '{ eventCursor(of: SHARES) }')).eventCursor));
for (let i = 0; i < task.clients; i++) {
  const listener = i % task.listeners.length;
  subscribers.push(new Subscriber(['ws', 'sse', 'eventSource'][i % 3], task.listeners[listener], cursors[listener]));
}
const running = subscribers.map(keepOpen);
const end = Date.now() + task.seconds * 1000;
const cutting = (async () => {
  while (Date.now() < end) {
    await pause(1000 / task.cuts);
    any(subscribers).cut();
  }
})();
let unconfirmed = 0;
for (let i = 0; Date.now() < end; i++) {
  await share(`share ${i}`).catch(() => { unconfirmed++; });
  await pause(50);
}
await cutting;

const patience = Date.now() + 60_000;
let last;
while (!last && Date.now() < patience) last = await share('the last').catch(() => pause(200));
while (Date.now() < patience && !subscribers.every(({ heard }) => heard.some(({ id }) => id === last))) await pause(50);
over = true;

// All have heard the same up to the last share, also of what was shared without a confirmation.
const streams = subscribers.map(({ heard }) => heard.slice(0, heard.findIndex(({ id }) => id === last) + 1).map(({ id }) => id));
const all = new Set([...confirmed, ...streams.flat()]);
const order = new Map(streams[0].map((id, place) => [id, place]));
const result = { shares: confirmed.length, unconfirmed, subscribers: subscribers.length, connections: 0, heard: 0, missing: 0, twice: 0, outOfOrder: 0, failures: [] };
for (const [i, { heard, connections, failure }] of subscribers.entries()) {
  const ids = streams[i];
  result.connections += connections;
  result.heard += ids.length;
  result.missing += all.size - new Set(ids).size;
  result.twice += heard.length - new Set(heard.map(({ id }) => id)).size;
  result.outOfOrder += ids.filter((id, place) => place > 0 && order.get(id) < order.get(ids[place - 1])).length;
  if (failure) result.failures.push(failure);
}
console.log(JSON.stringify(result));
process.exit(0);
