// Has clients put together responses that come in parts: Apollo Client by both forms of multipart, graphql-ws, graphql-sse in both modes.
import assert from 'node:assert/strict';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { createClient as createStream } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import WebSocket from 'ws';

const url = process.argv[2];
const later = '{ song { id ... @defer { title } } songs @stream(initialCount: 1) { id ... @defer { title } } }';
const songs = ['1', '2', '3'].map((id) => ({ __typename: 'Song', id, title: `Song ${id}` }));

// What is shown on the way, to the whole.
const watch = (client, query) => new Promise((resolve, reject) => {
  const states = [];
  client.watchQuery({ query: gql(query), fetchPolicy: 'no-cache' }).subscribe({
    next: ({ data, error, loading }) => {
      if (error) reject(error);
      else if (data) states.push(data);
      if (!loading) resolve(states);
    },
    error: reject,
  });
});

for (const handler of [new GraphQL17Alpha9Handler(), new Defer20220824Handler()]) {
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: url }), incrementalHandler: handler });
  const states = await watch(client, '{ song { id ... @defer { title } } }');
  assert.equal(states[0].song.title, undefined);
  assert.deepEqual(states.at(-1).song, songs[0]);
  const lists = await watch(client, '{ songs @stream(initialCount: 1) { id title } numbers(count: 5) @stream }');
  assert.deepEqual(lists[0].songs, songs.slice(0, 1));
  assert.deepEqual(lists.at(-1), { songs, numbers: [0, 1, 2, 3, 4] });
  client.stop();
}

// The clients of the other transports hand the parts on as they are.
const assemble = (parts) => {
  const [{ data, pending }] = parts;
  const known = new Map(pending.map((one) => [one.id, one]));
  assert.ok(parts.slice(0, -1).every(({ hasNext }) => hasNext));
  assert.equal(parts.at(-1).hasNext, false);
  for (const part of parts.slice(1)) {
    for (const one of part.pending ?? []) known.set(one.id, one);
    for (const { id, subPath = [], data: fields, items } of part.incremental ?? []) {
      const target = [...known.get(id).path, ...subPath].reduce((value, key) => value[key], data);
      if (items) target.push(...items);
      else Object.assign(target, fields);
    }
    for (const { id } of part.completed ?? []) assert.ok(known.delete(id));
  }
  assert.equal(known.size, 0);
  return data;
};
const whole = { song: { id: '1', title: 'Song 1' }, songs: songs.map(({ id, title }) => ({ id, title })) };
const all = async (client) => {
  const parts = [];
  for await (const part of client.iterate({ query: later })) parts.push(part);
  return parts;
};

const socket = createSocket({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket });
assert.deepEqual(assemble(await all(socket)), whole);
await socket.dispose();
for (const singleConnection of [false, true]) {
  const stream = createStream({ url, singleConnection });
  assert.deepEqual(assemble(await all(stream)), whole);
  stream.dispose();
}

console.log('done');
