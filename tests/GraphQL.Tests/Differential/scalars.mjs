// Gives custom scalars the rules that EvenType.cs gives them on the other side. Those without rules take anything.
import { GraphQLError, print } from 'graphql';

const even = (value, text, node) => {
  if ((value | 0) === value && value % 2 === 0) return value;
  throw new GraphQLError(`Even cannot represent value: ${text}`, { nodes: node });
};

const rules = {
  Even: {
    coerceOutputValue: (value) => even(value, value),
    coerceInputValue: (value) => even(value, value),
    coerceInputLiteral: (node) => even(node.kind === 'IntValue' ? Number(node.value) : undefined, print(node), node),
  },
};

export const prepare = (schema) => {
  for (const [name, rule] of Object.entries(rules)) Object.assign(schema.getType(name) ?? {}, rule);
  return schema;
};
