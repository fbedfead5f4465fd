/**
 * The inbox in a real browser, with the real server behind it. What the browser complains of, and
 * what it asks for elsewhere, is kept for each page.
 *
 * @example
 * await using inbox = await openInbox();
 * const person = await inbox.login();
 * await person.page.getByRole('listbox').waitFor();
 * expect(person.complaints).toEqual([]);
 */
import chromium from '@sparticuz/chromium';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium as driver } from 'playwright-core';
import { startApp, type AppOptions, type RunningApp } from './app.ts';

export interface Person extends AsyncDisposable {
  page: Page;
  /** Violations of the policy, errors in the console and in scripts, requests to elsewhere. */
  complaints: string[];
  /** Below the inbox of the sandbox: `v/open`. */
  open(path: string): Promise<void>;
}

export interface InboxBrowser extends AsyncDisposable {
  inlet: RunningApp;
  browser: Browser;
  /** A person of the sandbox in a browser profile of their own, logged in, at `v/open`. */
  login(options?: BrowserContextOptions & { path?: string }): Promise<Person>;
}

export async function openInbox(options: AppOptions = {}): Promise<InboxBrowser> {
  const inlet = await startApp(options);
  const browser = await driver.launch({
    // Not the package's own list: its single process ends with the first page that is closed.
    args: ['--no-sandbox', '--disable-gpu'],
    executablePath: await chromium.executablePath(),
  });
  return {
    inlet,
    browser,
    login: ({ path = 'v/open', ...context } = {}) => login(inlet, browser, context, path),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await inlet[Symbol.asyncDispose]();
    },
  };
}

async function login(
  inlet: RunningApp,
  browser: Browser,
  options: BrowserContextOptions,
  path: string,
): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = await watch(page, inlet.url);
  const { email, password } = inlet.sandbox.inbox;
  const addressOf = (below: string) => `/inbox/${inlet.sandbox.workspace.id}/${below}`;
  await page.goto(`${inlet.url}/login?next=${encodeURIComponent(addressOf(path))}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => pathname.startsWith('/inbox'));
  return {
    page,
    complaints,
    async open(below) {
      await page.goto(inlet.url + addressOf(below));
    },
    async [Symbol.asyncDispose]() {
      await context.close();
    },
  };
}

async function watch(page: Page, origin: string): Promise<string[]> {
  const complaints: string[] = [];
  await page.exposeFunction('complain', (text: string) => complaints.push(text));
  await page.addInitScript(`
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      complain('policy: ' + [violatedDirective, blockedURI, sample].join(' ')));
  `);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === origin || ['data:', 'blob:'].includes(url.protocol);
    if (!isOwn) complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}
