// A partner: gets a token by OAuth, hears by graphql-ws and EventSource what is shared with everyone, and is ended by an administrator.
// stdin: { address, clientId, clientSecret, admin, sharer, songId }, where admin and sharer are access tokens.
import { EventSource } from 'eventsource';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { text } from 'node:stream/consumers';

const task = JSON.parse(await text(process.stdin));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function ask(token, query, variables) {
  const response = await fetch(`${task.address}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...(await response.json()) };
}

const answer = await fetch(`${task.address}oauth/token`, {
  method: 'POST',
  headers: { authorization: `Basic ${Buffer.from(`${task.clientId}:${task.clientSecret}`).toString('base64')}` },
  body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'shares:read' }),
});
const { access_token: token, scope } = await answer.json();
const subscription = 'subscription { onShare { cursor share { message sharedBy { userName } } } }';

// Others may share with everyone as well.
const hear = (list, { message }) => { if (message?.startsWith('for ')) list.push(message); };
const result = { scope, ws: [], eventSource: [], me: (await ask(token, '{ me { id } }')).errors[0].extensions.code };
const client = createClient({
  url: `${task.address.replace(/^http/, 'ws')}graphql`, webSocketImpl: WebSocket, retryAttempts: 0, lazy: false, onNonLazyError: () => {},
  connectionParams: { authorization: `Bearer ${token}` },
});
const closed = new Promise((resolve) => client.on('closed', ({ code, reason }) => resolve({ code, reason })));
client.subscribe({ query: subscription }, { next: ({ data }) => hear(result.ws, data.onShare.share), error() {}, complete() {} });

let refused;
const ended = new Promise((resolve) => { refused = resolve; });
const source = new EventSource(`${task.address}graphql?query=${encodeURIComponent(subscription)}`, {
  fetch: async (url, init) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(url, { ...init, headers });
    if (!response.ok) refused(response.status);
    return response;
  },
});
source.addEventListener('next', ({ data }) => hear(result.eventSource, JSON.parse(data).data.onShare.share));

const share = 'mutation S($input: ShareInput!) { share(input: $input) { errors { ... on Error { message } } } }';
for (let i = 0; i < 200 && !(result.ws.length && result.eventSource.length); i++) {
  await ask(task.sharer, share, { input: { songId: task.songId, message: 'for followers' } });
  await ask(task.sharer, share, { input: { songId: task.songId, message: 'for everyone', audience: 'EVERYONE' } });
  await pause(100);
}

await ask(task.admin, 'mutation R($input: RevokePartnerClientInput!) { revokePartnerClient(input: $input) { partnerClient { revokedAt } } }', {
  input: { clientId: task.clientId },
});
result.closed = await closed;
result.refused = await ended;
source.close();
console.log(JSON.stringify(result));
process.exit(0);
