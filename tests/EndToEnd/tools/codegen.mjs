// Generates types for codegen/operations.graphql from the exported SDL and from the gateway's introspection, and compiles a use of them.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generate } from '@graphql-codegen/cli';
import { endpoint, headers, sdl, tell } from './gateway.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'musicgraph-codegen-'));

async function typesFrom(schema, name) {
  const files = await generate({
    schema,
    documents: here('codegen/operations.graphql'),
    generates: {
      [join(folder, name, 'schema.ts')]: { plugins: ['typescript'] },
      [join(folder, name, 'types.ts')]: { plugins: ['typescript-operations'] },
    },
    config: { strictScalars: true, defaultScalarType: 'unknown', scalars },
    silent: true,
  }, true);
  return files.map(({ content }) => content).join('\n');
}

const text = { input: 'string', output: 'string' };
const scalars = { DateTime: text, Long: { input: 'number', output: 'number' }, URL: text };
try {
  await writeFile(join(folder, 'schema.graphql'), await sdl());
  const fromSdl = await typesFrom(join(folder, 'schema.graphql'), 'sdl');
  const fromEndpoint = await typesFrom({ [endpoint]: { headers } }, 'endpoint');
  await copyFile(here('codegen/use.ts'), join(folder, 'sdl', 'use.ts'));
  const compiler = [here('node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--skipLibCheck'];
  const { stdout } = await promisify(execFile)('node', [...compiler, 'schema.ts', 'use.ts'], { cwd: join(folder, 'sdl') }).catch((error) => error);

  // It writes the descriptions of scalars only where they come from SDL.
  const lines = (types) => types.split('\n').filter((line) => !line.includes('/**'));
  const others = new Set(lines(fromEndpoint));
  const isSame = lines(fromSdl).join('\n') === lines(fromEndpoint).join('\n');
  tell({ isSame, onlyFromSdl: lines(fromSdl).filter((line) => !others.has(line)), lines: lines(fromSdl).length, faults: stdout });
} finally {
  await rm(folder, { recursive: true });
}
