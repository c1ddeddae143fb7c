// Talks to the server by graphql-sse in both of its modes.
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';

const url = process.argv[2];
const subscribers = 10;

for (const singleConnection of [false, true]) {
  const topic = `sse ${singleConnection}`;
  const client = createClient({ url, singleConnection, headers: { Authorization: 'Bearer user-bob' } });
  const all = async (operation) => {
    const results = [];
    for await (const result of client.iterate(operation)) results.push(result);
    return results;
  };

  assert.deepEqual(await all({ query: '{ hello user }' }), [{ data: { hello: 'world', user: 'bob' } }]);
  assert.deepEqual(
    await all({ query: 'query($t: String!) { echo(text: $t) }', variables: { t: 'line\nbreak' } }),
    [{ data: { echo: 'line\nbreak' } }],
  );
  const [broken] = await all({ query: '{ broken }' });
  assert.equal(broken.data.broken, null);
  for (const query of singleConnection ? [] : ['{', '{ wrong }', 'subscription { refused }']) {
    const [{ data, errors }] = await all({ query });
    assert.equal(data, undefined);
    assert.equal(errors.length, 1);
  }

  const heard = Array.from({ length: subscribers }, () => []);
  const ends = heard.map(async (list) => {
    for await (const { data } of client.iterate({ query: 'subscription($topic: String!) { messages(topic: $topic) }', variables: { topic } })) {
      list.push(data.messages);
      if (data.messages === 'last') return;
    }
  });
  const publish = (text) => all({ query: 'mutation($topic: String!, $text: String!) { publish(topic: $topic, text: $text) }', variables: { topic, text } });

  // There is no telling from outside when a subscription is there, so 'ready' is sent until everyone has heard it.
  while (heard.some((list) => list.length === 0)) await publish('ready');
  const texts = [...Array.from({ length: 20 }, (_, i) => `event ${i}`), 'last'];
  for (const text of texts) await publish(text);
  await Promise.all(ends);
  for (const list of heard) assert.deepEqual(list.filter((text) => text !== 'ready'), texts);
  client.dispose();
}

console.log('done');
