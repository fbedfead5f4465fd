// npm run screenshots: the main screens of the inbox with the demo day in it, in three widths and two
// themes, under docs/screenshots/. They are for people to look at; no test compares them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as driver, type Browser, type Page } from 'playwright-core';
import { startInlet, type InletProcess } from '../test/support/inlet-process.ts';
import { buildWeb } from './build-web.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'docs', 'screenshots');
const WIDTHS = { 1440: 900, 900: 800, 390: 844 } as const;
const THEMES = ['light', 'dark'] as const;
/** A JPEG of this quality weighs a third of a PNG, and letters stay sharp enough to judge. */
const QUALITY = 62;

type Row = { id: string; participants: { name: string | null }[] };
type Credentials = InletProcess['sandbox'] & { inbox: { password: string } };

await buildWeb();
const directory = mkdtempSync(join(tmpdir(), 'inlet-screenshots-'));
const server = await startInlet({ dataDirectory: directory });
const browser = await driver.launch({
  args: ['--no-sandbox', '--disable-gpu'],
  executablePath: await chromium.executablePath(),
});
try {
  await seed();
  mkdirSync(target, { recursive: true });
  for (const theme of THEMES) await inTheme(browser, theme);
} finally {
  await browser.close();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function seed(): Promise<void> {
  const command = [join(root, 'bin', 'inlet.js'), 'seed', '--demo'];
  const env = { ...process.env, INLET_DATA: directory, INLET_PORT: '0' };
  const child = spawn(process.execPath, command, { stdio: 'inherit', env });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error('The demo day could not be told.');
}

async function inTheme(browser: Browser, theme: (typeof THEMES)[number]): Promise<void> {
  const context = await browser.newContext({ colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await shoot(page, 'login', `/login`, theme);
  await logIn(page);
  for (const [name, path] of await screens()) await shoot(page, name, path, theme);
  await context.close();
}

async function shoot(page: Page, name: string, path: string, theme: string): Promise<void> {
  for (const [width, height] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: Number(width), height });
    await page.goto(server.url + path, { waitUntil: 'load' });
    await page.locator('main:visible, section:visible').first().waitFor();
    // What is asked for after the first paint: rows, messages, pictures.
    await page.waitForTimeout(700);
    const file = join(target, `${name}-${width}-${theme}.jpg`);
    await page.screenshot({ path: file, type: 'jpeg', quality: QUALITY });
  }
}

async function logIn(page: Page): Promise<void> {
  const { email, password } = (server.sandbox as Credentials).inbox;
  await page.goto(`${server.url}/login`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => pathname.startsWith('/inbox'));
}

/** By name, in the order in which they are taken: opening a conversation may mark it read. */
async function screens(): Promise<[string, string][]> {
  const { workspace, inlet } = server.sandbox;
  const answer = await fetch(`${inlet.baseUrl}/conversations?limit=100`, {
    headers: { authorization: `Bearer ${inlet.token}` },
  });
  const { data } = (await answer.json()) as { data: Row[] };
  const below = `/inbox/${workspace.id}`;
  const thread = (who: string) => {
    const row = data.find(({ participants }) => participants.some(({ name }) => name === who));
    return `${below}/v/open/c/${row?.id ?? ''}`;
  };
  return [
    ['list', `${below}/v/open`],
    ['attention', `${below}/v/attention`],
    ['unknown', thread('Jonas Weber')],
    ['failed', thread('Sofia Rossi')],
    ['thread', thread('Amara Okafor')],
    ['start', `${below}/start`],
    ['parts', '/inbox/parts'],
  ];
}
