// Executes operations over the data that ValueRule.cs describes: every value follows from its parent's seed and its field's name.
import { setImmediate } from 'node:timers/promises';
import { execute, experimentalExecuteIncrementally, isEnumType, isInterfaceType, isListType, isNonNullType, isObjectType, isUnionType, subscribe } from 'graphql';

const mix = (value) => {
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  value = Math.imul(value ^ (value >>> 13), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
};

const hash = (seed, text) => {
  for (let i = 0; i < text.length; i++) seed = Math.imul(seed ^ text.charCodeAt(i), 16777619);
  return mix(seed);
};

const texts = ['', 'plain', 'quote " backslash \\ slash /', 'line\nfeed\ttab\u0001', 'ünï 🎵', '</script>\u2028'];

// Has no items before it fails, or those might be faulty too: which error comes then is free.
function* failing() {
  throw new Error('enumerating');
}

const valueOf = (schema, type, seed) => {
  if (isNonNullType(type)) return seed % 29 === 0 ? null : concrete(schema, type.ofType, seed);
  return seed % 6 === 0 ? null : concrete(schema, type, seed);
};

const concrete = (schema, type, seed) => {
  if (isListType(type)) {
    if (seed % 41 === 3) return 5;
    const items = Array.from({ length: mix(seed + 1) % 4 }, (_, i) => valueOf(schema, type.ofType, mix(seed + 2 + i)));
    return seed % 37 === 2 ? failing() : items;
  }
  if (isObjectType(type)) return { __typename: type.name, seed };
  if (isUnionType(type) || isInterfaceType(type)) {
    const possible = schema.getPossibleTypes(type).map(({ name }) => name).sort();
    return { __typename: seed % 31 === 4 ? 'Stranger' : possible[mix(seed + 5) % possible.length], seed };
  }
  if (isEnumType(type)) return seed % 23 === 0 ? 'PLAID' : type.getValues()[seed % type.getValues().length].name;
  switch (type.name) {
    case 'Int': return seed % 19 === 0 ? 2147483648 : seed | 0;
    case 'Float': return seed % 19 === 0 ? NaN : (seed % 1000) / 8 - 20;
    case 'Boolean': return seed % 2 === 1;
    case 'Even': return seed % 23 === 0 ? 7 : (seed % 1000) * 2;
    case 'ID': return seed % 2 === 1 ? seed >>> 1 : `id${seed}`;
    default: return texts[seed % texts.length];
  }
};

const fieldResolver = (source, args, _, { fieldName, returnType, schema }) => {
  if (fieldName === 'echo' || fieldName === 'need') return args;
  let seed = hash(source.seed, fieldName);
  if (typeof args.n === 'number') seed = hash(seed, String(args.n));
  if (seed % 13 === 1) throw new Error('resolver');
  const value = () => valueOf(schema, returnType, seed);
  return seed % 3 === 0 ? setImmediate().then(value) : value();
};

export const executeDocument = async (schema, document, { variables, operationName, seed }) => {
  const result = await execute({ schema, document, variableValues: variables, operationName, rootValue: { seed }, fieldResolver });
  return JSON.parse(JSON.stringify(result));
};

// A source of events refuses to begin, breaks, or ends, as its seed says: see ValueRule.SourceOf.
const subscribeFieldResolver = (source, args, _, { fieldName }) => {
  let seed = hash(hash(source.seed, 'source'), fieldName);
  if (typeof args.n === 'number') seed = hash(seed, String(args.n));
  if (seed % 8 === 1) throw new Error('refused');
  const events = async function* () {
    for (let i = 0; i < mix(seed) % 4; i++) yield { seed: hash(seed, String(i)) };
    if (seed % 8 === 3) throw new Error('broken');
  };
  if (seed % 8 === 2) return setImmediate().then(() => { throw new Error('refused later'); });
  return seed % 2 === 0 ? events() : setImmediate().then(events);
};

export const subscribeToDocument = async (schema, document, { variables, operationName, seed }) => {
  const options = { schema, document, variableValues: variables, operationName, rootValue: { seed }, fieldResolver, subscribeFieldResolver };
  const stream = await subscribe(options);
  if (!(Symbol.asyncIterator in stream)) return JSON.parse(JSON.stringify(stream));
  const events = [];
  try {
    for await (const event of stream) events.push(JSON.parse(JSON.stringify(event)));
    return { events };
  } catch {
    return { events, isBroken: true };
  }
};

// The parts in which the answer comes.
export const executeInParts = async (schema, document, { variables, operationName, seed }) => {
  const options = { schema, document, variableValues: variables, operationName, rootValue: { seed }, fieldResolver };
  const result = await experimentalExecuteIncrementally(options);
  const parts = [result.initialResult ?? result];
  for await (const part of result.subsequentResults ?? []) parts.push(part);
  return JSON.parse(JSON.stringify(parts));
};
