// Subscribes to onShare with graphql-ws and graphql-sse, shares a song again and again, and tells who heard what and how fast.
// stdin: { address, sharer, listeners, perListener, songId, rounds }, where sharer and listeners are access tokens.
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import WebSocket from 'ws';
import { text } from 'node:stream/consumers';

const task = JSON.parse(await text(process.stdin));
const query = 'subscription { onShare { share { message } } }';
const sentAt = new Map();
const subscribers = [];

function subscribe(kind, token) {
  const headers = { authorization: `Bearer ${token}` };
  const client = kind === 'ws'
    ? createWs({ url: `${task.address.replace(/^http/, 'ws')}graphql`, webSocketImpl: WebSocket, connectionParams: headers })
    : createSse({ url: `${task.address}graphql`, headers });
  const subscriber = { kind, heard: [], latencies: [], failure: undefined };
  client.subscribe({ query }, {
    next({ data, errors }) {
      const now = performance.now();
      if (errors) subscriber.failure = JSON.stringify(errors);
      const { message } = data.onShare.share;
      subscriber.heard.push(message);
      if (message.startsWith('round')) subscriber.latencies.push(now - sentAt.get(message));
    },
    error(error) { subscriber.failure = String(error?.reason || error?.message || error); },
    complete() { },
  });
  subscribers.push(subscriber);
}

async function share(message) {
  sentAt.set(message, performance.now());
  const response = await fetch(`${task.address}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${task.sharer}` },
    body: JSON.stringify({
      query: 'mutation S($input: ShareInput!) { share(input: $input) { errors { ... on Error { message } } } }',
      variables: { input: { songId: task.songId, message } },
    }),
  });
  const answer = await response.json();
  if (answer.errors || answer.data.share.errors) throw new Error(JSON.stringify(answer));
}

// Waits for the condition, looking whenever the event loop comes round.
async function until(condition, what) {
  const started = performance.now();
  while (!condition()) {
    const failed = subscribers.find(({ failure }) => failure);
    if (failed) throw new Error(`${failed.kind}: ${failed.failure}`);
    if (performance.now() - started > 30_000) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}

for (const token of task.listeners)
  for (let i = 0; i < task.perListener; i++) {
    subscribe('ws', token);
    subscribe('sse', token);
  }

// A subscription is not acknowledged: it stands when something has come through it.
for (let i = 0; subscribers.some(({ heard }) => heard.length === 0) && i < 200; i++) {
  await share(`warm-up ${i}`);
  await new Promise((resolve) => setTimeout(resolve, 50));
}

for (let i = 0; i < task.rounds; i++) {
  await share(`round ${i}`);
  await until(() => subscribers.every(({ heard }) => heard.includes(`round ${i}`)));
}

// What comes twice comes before this.
await share('end');
await until(() => subscribers.every(({ heard }) => heard.includes('end')));

function summarize(kind) {
  const those = subscribers.filter((subscriber) => subscriber.kind === kind);
  const latencies = those.flatMap((subscriber) => subscriber.latencies).sort((a, b) => a - b);
  const at = (share) => Math.round(10 * latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))]) / 10;
  let lost = 0;
  let twice = 0;
  for (const { heard } of those)
    for (let i = 0; i < task.rounds; i++) {
      const times = heard.filter((message) => message === `round ${i}`).length;
      lost += times === 0;
      twice += times > 1;
    }
  return { subscribers: those.length, received: latencies.length, lost, twice, p50: at(0.5), p99: at(0.99), max: at(1) };
}

console.log(JSON.stringify({ ws: summarize('ws'), sse: summarize('sse') }));
process.exit(0);
