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

// Opens the IDE afresh, for it can lose what is typed over an operation that has just run; types an operation and runs it. Editors: the
// operation, its variables, the response, which is returned. What is typed or clicked while the page is busy can be lost, so
// it is repeated until it shows: in the builder, and as `signOf(response)`.
async function attempt(name, kind, operation, signOf) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${task.address}graphql`, { waitUntil: 'load' });
  await page.getByRole('button', { name: /Create Document/ }).click();
  await page.getByText('Schema available').waitFor();
  const editors = page.locator('.monaco-editor');
  await editors.nth(2).waitFor();

  const known = page.getByText(`${name}: ${kind}`).first();
  for (let i = 0; i < 4 && !(await known.isVisible()); i++) {
    await editors.first().click({ position: { x: 200, y: 60 } });
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(operation);
    await known.waitFor({ timeout: 3000 }).catch(() => { });
  }
  const response = editors.last();
  const sign = signOf(response);
  for (let i = 0; i < 4 && !(await sign.isVisible()); i++) {
    await page.getByRole('button', { name: 'Run Operation' }).click({ timeout: 1000 }).catch(() => { });
    await sign.waitFor({ timeout: 3000 }).catch(() => { });
  }
  await sign.waitFor({ timeout: 1000 });
  return response;
}

// A page that lost an operation does not recover: then comes another one.
async function run(...operation) {
  for (let left = 4; ; left--) {
    try {
      return await attempt(...operation);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
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
  const answer = await run('Songs', 'Query', 'query Songs { songs(first: 100) { totalCount } }', (response) => response.getByText('totalCount'));
  await page.screenshot({ path: `${task.pictures}/query.png` });
  const query = await answer.innerText();

  // Nothing says when the subscription stands, so songs are added until one arrives. The text is taken in the moment it is there: the pane
  // is drawn anew for each event. The IDE can lose the whole operation meanwhile; then it is opened again.
  let subscription = '';
  for (let i = 0; i < 50 && !subscription; i++) {
    if (i % 10 === 0) {
      await run('Added', 'Subscription', 'subscription Added { onSongAdded { title } }',
        () => page.getByRole('button', { name: 'Cancel Operation' }));
    }
    await addSong(`Live song ${i}`);
    const seen = page.waitForFunction(() => /Live.song/.exec([...document.querySelectorAll('.monaco-editor')].at(-1).textContent)?.[0], null, { timeout: 500 });
    subscription = await seen.then((text) => text.jsonValue(), () => '');
  }
  await page.screenshot({ path: `${task.pictures}/subscription.png` });
  console.log(JSON.stringify({ query, subscription, errors }));
} catch (error) {
  await page?.screenshot({ path: `${task.pictures}/failure.png` });
  throw error;
} finally {
  await browser.close();
}
