// The strict policy decides which libraries the inbox can be made of: every screen and every part is
// opened under it.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInbox, type InboxBrowser } from '../support/inbox-browser.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
  "media-src 'self' blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

let inbox: InboxBrowser;

beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox[Symbol.asyncDispose]());

test('the page comes with the strict policy, and its files are found compressed', async () => {
  await using person = await inbox.login();
  const answers = new Map<string, { type: string; encoding: string; cache: string }>();
  let policy = '';
  person.page.on('response', (answer) => {
    const { pathname } = new URL(answer.url());
    const headers = answer.headers();
    if (pathname.startsWith('/inbox/assets/')) {
      answers.set(pathname.split('.').at(-1) ?? '', {
        type: headers['content-type'] ?? '',
        encoding: headers['content-encoding'] ?? '',
        cache: headers['cache-control'] ?? '',
      });
    } else if (headers['content-type']?.startsWith('text/html') === true) {
      policy = headers['content-security-policy'] ?? '';
    }
  });
  await person.page.reload();
  await person.page.getByRole('main').waitFor();
  expect(policy).toBe(POLICY);
  expect(answers.get('js')?.type).toBe('text/javascript; charset=utf-8');
  expect(answers.get('js')?.encoding).toMatch(/^(br|gzip)$/);
  expect(answers.get('css')?.cache).toBe('public, max-age=31536000, immutable');
});

test('the script of the first load fits 140 KB, compressed', async () => {
  await using person = await inbox.login();
  const { page } = person;
  const scripts: Array<Promise<Buffer>> = [];
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') scripts.push(answer.body());
  });
  await page.reload();
  await page.getByRole('option').first().waitFor();
  const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + gzipSync(one).length, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(140 * 1_024);
});

test('no part breaks the policy, asks elsewhere or complains, in any state', async () => {
  await using person = await inbox.login();
  const { page, complaints } = person;
  await page.goto(`${inbox.inlet.url}/inbox/parts`);
  await page.getByRole('heading', { name: 'Parts' }).waitFor();
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await page.getByRole('menuitem', { name: 'Chosen' }).click();
  await page.getByRole('button', { name: 'Open the dialog' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Say something' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Chosen' }).hover();
  await page
    .getByRole('tooltip')
    .or(page.getByText('Chosen', { exact: true }))
    .first()
    .waitFor();
  expect(complaints).toEqual([]);
});

test('the test sees a style that is written into the page, and markup that is set', async () => {
  await using person = await inbox.login();
  const { page, complaints } = person;
  await page.evaluate(
    `document.head.append(Object.assign(document.createElement('style'), { textContent: 'a{}' }))`,
  );
  await page.evaluate(`try { document.body.innerHTML = '<b>x</b>' } catch {}`);
  await expect.poll(() => complaints.join()).toMatch(/style-src.*require-trusted-types-for/s);
});

test('whoever is not logged in is led to the login, and back to the address that they opened', async () => {
  const page = await inbox.browser.newPage();
  const { url, sandbox } = inbox.inlet;
  const address = `/inbox/${sandbox.workspace.id}/v/closed`;
  await page.goto(url + address);
  expect(new URL(page.url()).pathname).toBe('/login');
  await page.getByLabel('E-mail').fill(sandbox.inbox.email);
  await page.getByLabel('Password').fill(sandbox.inbox.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${address}`);
  await page.close();
});
test('a session that ends leads an open page to the login and back, without a failed call', async () => {
  await using person = await inbox.login();
  const { page, complaints } = person;
  await page.getByRole('option').first().waitFor();
  await page.context().clearCookies();
  await page.waitForURL('**/login?next=*');
  expect(new URL(page.url()).searchParams.get('next')).toContain('/v/open');
  expect(complaints).toEqual([]);
});
