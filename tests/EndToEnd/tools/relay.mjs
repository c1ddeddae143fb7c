// Compiles relay/ against the gateway's exported schema, and has the gateway execute the texts that Relay would send.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import relayCompiler from 'relay-compiler';
import { post, sdl, tell } from './gateway.mjs';

const folder = await mkdtemp(join(tmpdir(), 'musicgraph-relay-'));
try {
  await cp(new URL('relay', import.meta.url), join(folder, 'src'), { recursive: true });
  await writeFile(join(folder, 'schema.graphql'), await sdl());
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify({
    src: './src', schema: './schema.graphql', language: 'javascript', eagerEsModules: true,
  }));
  await promisify(execFile)(relayCompiler, ['relay.config.json'], { cwd: folder });

  const artifacts = join(folder, 'src', '__generated__');
  const send = async (name, variables) => {
    const { default: artifact } = await import(pathToFileURL(join(artifacts, `${name}.graphql.js`)));
    return await post(artifact.params.text, variables);
  };

  const first = await send('AppQuery', {});
  const { edges, pageInfo } = first.songs;
  const next = await send('SongsPaginationQuery', { count: 2, cursor: pageInfo.endCursor });
  const again = await send('SongRefetchQuery', { id: edges[0].node.id });
  const found = await send('SearchQuery', { text: edges[0].node.title });
  const created = await send('CreatePlaylistMutation', { input: { name: 'From Relay' }, connections: [] });
  tell({
    artifacts: (await readdir(artifacts)).length,
    user: first.me.userName,
    firstPage: edges.map(({ node }) => node.id),
    nextPage: next.songs.edges.map(({ node }) => node.id),
    refetched: again.node,
    found: found.search.all.nodes.map(({ __typename }) => __typename),
    created: created.createPlaylist,
  });
} finally {
  await rm(folder, { recursive: true });
}
