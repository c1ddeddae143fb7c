// Reads requests, one JSON value a line, and answers each with a line that says what graphql-js makes of it.
import { createInterface } from 'node:readline';
import { buildClientSchema, buildSchema, getOperationAST, GraphQLError, parse, print, printSchema, validate, validateSchema, visit } from 'graphql';
import { isPrintableAsBlockString } from 'graphql/language/blockString.js';
import { executeDocument, executeInParts, subscribeToDocument } from './execution.mjs';
import { prepare } from './scalars.mjs';

const locationsOf = (error) => (error.locations ?? []).map(({ line, column }) => [line, column]);
const describe = (error) => ({ message: error.message, locations: locationsOf(error) });

const withBlocks = (tree) => visit(tree, { enter: (node) => (node.description ? { ...node, description: { ...node.description, block: node.description.value !== '' && isPrintableAsBlockString(node.description.value) } } : undefined) });

// Our parser refuses {} too, as the specification does; graphql-js allows it unless told.
const strictly = { allowEmptySelectionSets: false };

const parsed = (document) => {
  try {
    return { tree: parse(document, strictly) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { syntax: describe(error) };
  }
};

let schema;
const judge = async ({ document, ...request }) => {
  const { tree, syntax } = parsed(document);
  if (syntax) return { syntax };
  const errors = validate(schema, tree).map(describe);
  const verdict = { printed: print(tree), printedWithBlocks: print(withBlocks(tree)), errors };
  if (errors.length > 0 || request.seed === undefined) return verdict;
  const run = getOperationAST(tree, request.operationName)?.operation === 'subscription' ? subscribeToDocument : executeDocument;
  return { ...verdict, result: await run(schema, tree, request) };
};

// What printSchema prints, in an order that does not depend on where types were found first.
const definitionsOf = (built) => parse(printSchema(built)).definitions.map((definition) => print(definition)).sort().join('\n\n');

const answers = {
  parts: async ({ request }) => {
    const tree = parse(request.document);
    const errors = validate(schema, tree);
    return { parts: errors.length > 0 ? [{ errors }] : await executeInParts(schema, tree, request) };
  },
  schema: ({ sdl }) => {
    schema = prepare(buildSchema(sdl));
    return {};
  },
  client: ({ introspection }) => ({ printed: printSchema(buildClientSchema(introspection)), schema: definitionsOf(buildClientSchema(introspection)) }),
  reprint: ({ sdl }) => ({ printed: printSchema(buildSchema(sdl)) }),
  judge: ({ request }) => judge(request),
  types: ({ sdl }) => {
    const { tree, syntax } = parsed(sdl);
    if (syntax) return { syntax };
    const printed = print(withBlocks(tree));
    try {
      const built = buildSchema(sdl);
      const faults = validateSchema(built).map(({ message }) => message);
      return { printed, ...(faults.length > 0 ? { faults } : { schema: definitionsOf(built) }) };
    } catch (error) {
      return { printed, faults: [error.message] };
    }
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
