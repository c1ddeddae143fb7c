// Prints how fast npm graphql parses and validates documents: documents.mjs FOLDER.
// The folder has schema.graphqls and *.graphql; BenchServer's `documents` measures the same files.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql'

const [folder, mode] = process.argv.slice(2)
if (mode === 'write') {
  writeFileSync(join(folder, 'introspection.graphql'), getIntrospectionQuery())
  process.exit()
}

const schema = buildSchema(readFileSync(join(folder, 'schema.graphqls'), 'utf8'))

// The best of several spans, in MB/s: what disturbs a measurement only makes it slower.
function rate(bytes, action, length = 3000) {
  let best = 0
  const until = performance.now() + length
  while (performance.now() < until) {
    const start = performance.now()
    let done = 0
    while (performance.now() - start < 100) {
      action()
      done += bytes
    }
    best = Math.max(best, done / (performance.now() - start) / 1e3)
  }
  return best
}

const files = readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort()
for (const file of files) {
  const source = readFileSync(join(folder, file), 'utf8')
  const errors = validate(schema, parse(source))
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  rate(source.length, () => validate(schema, parse(source)), 5000)
}

for (const file of files) {
  const source = readFileSync(join(folder, file), 'utf8')
  const bytes = Buffer.byteLength(source)
  const parsing = rate(bytes, () => parse(source))
  const both = rate(bytes, () => validate(schema, parse(source)))
  console.log(`${basename(file, '.graphql')} ${bytes} parse ${parsing.toFixed(2)} parse+validate ${both.toFixed(2)}`)
}
