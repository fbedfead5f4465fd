/** The pages for people in a real browser: the forms work under the policy they are sent with. */
import chromium from '@sparticuz/chromium';
import type { Browser, Page } from 'playwright-core';
import { chromium as driver } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';

let inlet: RunningApp;
let browser: Browser;

beforeAll(async () => {
  inlet = await startApp();
  browser = await driver.launch({
    // Not the package's own list: its single process ends with the first page that is closed.
    args: ['--no-sandbox', '--disable-gpu'],
    executablePath: await chromium.executablePath(),
  });
});

afterAll(async () => {
  await browser.close();
  await inlet[Symbol.asyncDispose]();
});

/** What the browser complains of, such as a style that the policy forbids. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

test('a person logs in, sees the account and logs out, on a phone and with the keyboard', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  const complaints = complaintsOf(page);
  const { email, password } = inlet.sandbox.inbox;
  await page.goto(`${inlet.url}/login?next=/account`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => pathname === '/account');
  expect(await page.textContent('body')).toContain(email);
  const widths = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
  expect(await page.evaluate(widths)).toBe(true);

  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL('**/login*');
  await page.goto(`${inlet.url}/account`);
  expect(new URL(page.url()).pathname).toBe('/login');
  expect(complaints).toEqual([]);
  await page.close();
});

test('a wrong password says so, and keeps the address', async () => {
  const page = await browser.newPage({ colorScheme: 'dark' });
  await page.goto(`${inlet.url}/login`);
  await page.getByLabel('E-mail').fill('nobody@example.test');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Log in' }).click();
  expect(await page.getByRole('alert').textContent()).toMatch(/password/i);
  expect(await page.getByLabel('E-mail').inputValue()).toBe('nobody@example.test');
  await page.close();
});
