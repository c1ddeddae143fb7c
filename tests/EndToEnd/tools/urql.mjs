// urql: a query by POST and by GET, a document cache that a mutation invalidates, and subscriptions over its fetch and over a WebSocket.
import { cacheExchange, Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createWs } from 'graphql-ws';
import WebSocket from 'ws';
import { endpoint, headers, hearSong, tell } from './gateway.mjs';

const ws = createWs({ url: endpoint.replace(/^http/, 'ws'), webSocketImpl: WebSocket, connectionParams: headers });
const overSocket = subscriptionExchange({
  forwardSubscription: ({ query, variables }) => ({ subscribe: (sink) => ({ unsubscribe: ws.subscribe({ query, variables }, sink) }) }),
});
const clientWith = (exchanges, options) => new Client({ url: endpoint, fetchOptions: { headers }, exchanges, preferGetMethod: false, ...options });
const client = clientWith([cacheExchange, fetchExchange]);
const dataOf = async (result) => {
  const { data, error } = await result;
  if (error) throw error;
  return data;
};

const mine = 'query Mine($first: Int) { me { userName playlists(first: $first) { nodes { id name } totalCount } } }';
const before = await dataOf(client.query(mine, { first: 50 }));
const created = await dataOf(client.mutation(
  'mutation C($input: CreatePlaylistInput!) { createPlaylist(input: $input) { playlist { id name } } }', { input: { name: 'From urql' } }));
const after = await dataOf(client.query(mine, { first: 50 }));
const byGet = await dataOf(clientWith([fetchExchange], { preferGetMethod: 'force' }).query('query G($first: Int) { songs(first: $first) { nodes { title } } }', { first: 2 }));
const { error: mistake } = await client.query('{ wrong }', {});

async function hear(subscriber) {
  const heard = [];
  const { unsubscribe } = subscriber.subscription('subscription { onSongAdded { title } }', {})
    .subscribe(({ data, error }) => heard.push(data?.onSongAdded.title ?? String(error)));
  const song = await hearSong(heard);
  unsubscribe();
  return song;
}

tell({
  user: before.me.userName,
  grown: after.me.playlists.totalCount - before.me.playlists.totalCount,
  created: created.createPlaylist.playlist.name,
  byGet: byGet.songs.nodes.length,
  mistake: mistake.graphQLErrors[0].message,
  ws: await hear(clientWith([overSocket])),
  fetch: await hear(clientWith([fetchExchange], { fetchSubscriptions: true })),
});
process.exit(0);
