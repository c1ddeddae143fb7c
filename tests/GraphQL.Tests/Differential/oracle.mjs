// Reads a schema, then documents, one JSON value a line; answers for each what graphql-js says of it.
import { createInterface } from 'node:readline';
import { buildClientSchema, buildSchema, GraphQLError, parse, print, printSchema, validate } from 'graphql';
import { executeDocument } from './execution.mjs';

const locationsOf = (error) => (error.locations ?? []).map(({ line, column }) => [line, column]);
const describe = (error) => ({ message: error.message, locations: locationsOf(error) });

let schema;
const answers = {
  schema: ({ sdl }) => {
    schema = buildSchema(sdl);
    return {};
  },
  client: ({ introspection }) => ({ printed: printSchema(buildClientSchema(introspection)) }),
  reprint: ({ sdl }) => ({ printed: printSchema(buildSchema(sdl)) }),
  execute: ({ request }) => executeDocument(schema, request),
  document: ({ document }) => {
    let tree;
    try {
      tree = parse(document, { allowEmptySelectionSets: false });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { syntax: describe(error), errors: [] };
    }
    return { printed: print(tree), errors: validate(schema, tree).map(describe) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = await answers[request.kind](request);
  } catch (error) {
    answer = { failure: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
