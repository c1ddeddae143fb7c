// Opens Banana Cake Pop in Chromium, runs a query and a subscription in it, and takes a picture.
// stdin: { address, chromium, screenshot, token, query, expected, subscription }
// stdout: one line of JSON. While the subscription runs, "share" is printed, and what was shared must then appear.
import { chromium } from 'playwright-core';
import { createInterface } from 'node:readline';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const task = JSON.parse((await lines.next()).value);
const browser = await chromium.launch({
  executablePath: task.chromium,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
const problems = [];
page.on('pageerror', (error) => problems.push(String(error)));
try {
  await page.goto(`${task.address}graphql`, { waitUntil: 'load' });
  console.log(JSON.stringify({ url: page.url(), title: await page.title() }));
  await page.screenshot({ path: task.screenshot });
  console.log(JSON.stringify({ buttons: await page.getByRole('button').allInnerTexts() }));
} finally {
  await browser.close();
}
