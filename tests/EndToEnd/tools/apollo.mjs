// Apollo Client: a query, its normalised cache, a mutation that changes what was read, and a subscription over both protocols.
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, Observable } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { print } from 'graphql';
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import WebSocket from 'ws';
import { endpoint, headers, hearSong, post, tell } from './gateway.mjs';

const { __schema } = await post('{ __schema { types { name possibleTypes { name } } } }');
const possibleTypes = Object.fromEntries(__schema.types.filter((type) => type.possibleTypes)
  .map(({ name, possibleTypes: possible }) => [name, possible.map((type) => type.name)]));
const cache = new InMemoryCache({ possibleTypes });
const http = new HttpLink({ uri: endpoint, headers });
const sse = createSse({ url: endpoint, headers });
const ws = createWs({ url: endpoint.replace(/^http/, 'ws'), webSocketImpl: WebSocket, connectionParams: headers });
const sseLink = new ApolloLink(({ query, variables, operationName }) => new Observable((observer) =>
  sse.subscribe({ query: print(query), variables, operationName }, observer)));
const clientWith = (link) => new ApolloClient({ cache, link });
const client = clientWith(http);

const { data: before } = await client.query({ query: gql`{ songs(first: 2) { nodes { id title artists { id name } } } }` });
const { data: created } = await client.mutate({
  mutation: gql`mutation C($input: CreatePlaylistInput!) { createPlaylist(input: $input) { playlist { id name } errors { ... on Error { message } } } }`,
  variables: { input: { name: 'From Apollo' } },
});
const { id } = created.createPlaylist.playlist;
const playlist = { query: gql`query P($id: ID!) { node(id: $id) { id ... on Playlist { name itemCount } } }`, variables: { id } };
await client.query(playlist);
await client.mutate({
  mutation: gql`mutation U($input: UpdatePlaylistInput!) { updatePlaylist(input: $input) { playlist { id name } } }`,
  variables: { input: { playlistId: id, name: 'Renamed' } },
});
const { data: failed } = await client.mutate({
  mutation: gql`mutation C($input: CreatePlaylistInput!) { createPlaylist(input: $input) { errors { __typename ... on Error { message } } } }`,
  variables: { input: { name: '' } },
});

async function hear(link) {
  const heard = [];
  const subscription = clientWith(link).subscribe({ query: gql`subscription { onSongAdded { id title } }` })
    .subscribe({ next: ({ data, error }) => heard.push(data?.onSongAdded.title ?? String(error)), error: (error) => heard.push(String(error)) });
  const song = await hearSong(heard);
  subscription.unsubscribe();
  return song;
}

tell({
  songs: before.songs.nodes.length,
  entities: Object.keys(cache.extract()).filter((key) => key === `Song:${before.songs.nodes[0].id}` || key === `Playlist:${id}`).length,
  renamed: client.readQuery(playlist).node.name,
  mistake: failed.createPlaylist.errors[0].__typename,
  ws: await hear(new GraphQLWsLink(ws)),
  sse: await hear(sseLink),
});
process.exit(0);
