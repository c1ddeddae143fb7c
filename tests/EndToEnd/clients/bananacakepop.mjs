// Opens Banana Cake Pop in Chromium, runs a query and a subscription in it, and takes a picture of both.
// stdin: { address, chromium, pictures, token }, where pictures is a folder and token lets add songs.
import { chromium } from 'playwright-core';
import { text } from 'node:stream/consumers';

const task = JSON.parse(await text(process.stdin));
const browser = await chromium.launch({
  executablePath: task.chromium,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
});
const errors = [];
let page;

// Opens the IDE afresh with an operation in its first document. It comes with the settings that the server gives the IDE, for what is typed
// is lost when the document is mounted anew, which happens at any time. Clicks can be lost too.
async function open(operation) {
  await page?.context().close();
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.route('**/bcp-config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), graphQLDocument: operation } });
  });
  await page.goto(`${task.address}graphql`, { waitUntil: 'load' });
  const ready = page.getByText('Schema available');
  for (let i = 0; i < 10 && !(await ready.isVisible()); i++) {
    await page.getByRole('button', { name: /Create Document/ }).click({ timeout: 2000 }).catch(() => { });
    await ready.waitFor({ timeout: 3000 }).catch(() => { });
  }
}

// An operation can be ended likewise: this is to be called until there is a response.
const start = () => page.getByRole('button', { name: 'Run Operation' }).click({ timeout: 2000 }).catch(() => { });

// The text in the last editor, which is the response, once it matches. It is taken in the moment it is there: the editor is drawn anew.
async function answer(pattern, timeout) {
  const text = page.waitForFunction(
    (source) => new RegExp(source).exec([...document.querySelectorAll('.monaco-editor')].at(-1)?.textContent.replaceAll('\u00a0', ' '))?.[0],
    pattern.source,
    { timeout });
  return await text.then((found) => found.jsonValue(), () => '');
}

async function addSong(title) {
  const answer = await fetch(`${task.address}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${task.token}` },
    body: JSON.stringify({
      query: 'mutation A($input: AddSongInput!) { addSong(input: $input) { song { id } errors { ... on Error { message } } } }',
      variables: { input: { title, artists: ['The Testers'], durationMs: 1000 } },
    }),
  });
  const { data } = await answer.json();
  if (!data?.addSong?.song) throw new Error(`${title} was not added.`);
}

try {
  let query = '';
  await open('query Songs { songs(first: 100) { totalCount } }');
  for (let i = 0; i < 20 && !query; i++) {
    await start();
    query = await answer(/"totalCount": \d+/, 3000);
  }
  await page.screenshot({ path: `${task.pictures}/query.png` });

  // Nothing says when the subscription stands, so songs are added until one arrives.
  let subscription = '';
  await open('subscription Added { onSongAdded { title } }');
  for (let i = 0; i < 50 && !subscription; i++) {
    if (!(await page.getByRole('button', { name: 'Cancel Operation' }).isVisible())) await start();
    await addSong(`Live song ${i}`);
    subscription = await answer(/Live song/, 1000);
  }
  await page.screenshot({ path: `${task.pictures}/subscription.png` });
  console.log(JSON.stringify({ query, subscription, errors }));
} catch (error) {
  await page?.screenshot({ path: `${task.pictures}/failure.png` });
  throw error;
} finally {
  await browser.close();
}
