// What npm graphql makes of the gateway's schema: from its SDL, and from its introspection.
import { buildClientSchema, buildSchema, getIntrospectionQuery, parse, print, printSchema, validateSchema } from 'graphql';
import { post, sdl, tell } from './gateway.mjs';

const options = { schemaDescription: true, specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true, oneOf: true };
const fromSdl = buildSchema(await sdl());
const fromIntrospection = buildClientSchema(await post(getIntrospectionQuery(options)));

// Types come in another order by introspection.
const definitionsOf = (schema) => parse(printSchema(schema)).definitions.map((definition) => print(definition)).sort();
const [own, told] = [definitionsOf(fromSdl), definitionsOf(fromIntrospection)];
tell({
  definitions: own.length,
  onlySdl: own.filter((definition) => !told.includes(definition)),
  onlyIntrospection: told.filter((definition) => !own.includes(definition)),
  faults: validateSchema(fromSdl).map(({ message }) => message),
});
