/**
 * The web inbox in a real browser: what it weighs, and how soon each thing a person does is painted.
 * Everything it opens it closes; a step that hangs ends with the browser's own time limit.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as driver, type Page } from 'playwright-core';
import { buildWeb } from '../tools/build-web.ts';
import { load } from './end-to-end.ts';
import { percentile } from './stats.ts';
import { startSubject, type Engine, type Subject } from './subject.ts';
import type { Row } from './table.ts';

const CONVERSATIONS = 100_000;
const LONGEST_STEP_MS = 60_000;
const TIMES = 30;
const DIST = join(import.meta.dirname, '..', 'web', 'dist');

export async function measureInbox(engine: Engine): Promise<Row[]> {
  await buildWeb();
  const subject = await startSubject(engine);
  const browser = await driver.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    executablePath: await chromium.executablePath(),
  });
  try {
    await fill(subject);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(LONGEST_STEP_MS);
    await logIn(page, subject);
    return [...weights(), ...(await loading(page, subject)), ...(await working(page))];
  } finally {
    await browser.close();
    await subject.stop();
  }
}

/** A message in each of so many conversations. */
async function fill(subject: Subject): Promise<void> {
  const { pipedrive } = subject.server.sandbox;
  const body = {
    ...{ id: 'inbox-<<sequence:12>>', channel_id: pipedrive.channelId },
    ...{ sender_id: 'Person <<sequence:12>>', conversation_id: 'inbox-<<sequence:12>>' },
    ...{ message: 'Is my order on its way?', status: 'sent', created_at: '2026-03-01 10:00' },
  };
  const requests = [
    {
      method: 'POST',
      path: '/v1/channels/messages/receive',
      headers: { 'x-api-token': pipedrive.apiToken, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  ];
  const bounds = { connections: 64, durationMs: 600_000, warmupMs: 0, total: CONVERSATIONS };
  await load(subject, { ...bounds, requests });
}

async function logIn(page: Page, { server: { url, sandbox } }: Subject): Promise<void> {
  const { email, password } = sandbox.inbox as { email: string; password?: string };
  await page.goto(`${url}/login`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().waitFor();
}

/** What the page names itself, as brotli has it. */
function weights(): Row[] {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8');
  const first = readdirSync(join(DIST, 'assets')).filter((name) => page.includes(name));
  const kilobytes = (type: string) =>
    first
      .filter((name) => name.endsWith(type))
      .reduce((sum, name) => sum + readFileSync(join(DIST, 'assets', `${name}.br`)).length, 0) /
    1_024;
  return [
    { what: 'first load, script, compressed', KB: kilobytes('.js') },
    { what: 'first load, style, compressed', KB: kilobytes('.css') },
  ];
}

async function loading(page: Page, { server: { url, sandbox } }: Subject): Promise<Row[]> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto(`${url}/inbox/${sandbox.workspace.id}/v/open`, { waitUntil: 'commit' });
    await page.getByRole('option').first().waitFor();
    times.push(await page.evaluate<number>('performance.now()'));
  }
  const what = `first page of ${CONVERSATIONS} conversations painted and ready for keys`;
  return [{ what, 'p50 ms': percentile(times, 0.5), 'p95 ms': percentile(times, 0.95) }];
}

async function working(page: Page): Promise<Row[]> {
  const frames = await scrolled(page);
  await page.reload();
  await page.getByRole('option').first().click();
  await page.getByRole('article').first().waitFor();
  const uncached = await pressed(page, 'j', TIMES);
  const cached = await pressed(page, 'k', TIMES);
  await page.keyboard.press('r');
  const typing = await pressed(page, 'x', TIMES);
  return [
    row('j to a conversation not cached: key to the next paint', uncached),
    row('k to one from the cache: key to the next paint', cached),
    row('a letter typed: key to the next paint', typing),
    { what: 'scrolling the list: frames over 50 ms', count: frames.filter((ms) => ms > 50).length },
    { what: 'scrolling the list: longest frame', 'p50 ms': Math.max(...frames) },
  ];
}

const row = (what: string, times: readonly number[]): Row => ({
  what,
  'p50 ms': percentile(times, 0.5),
  'p95 ms': percentile(times, 0.95),
});

/* Run in the page, as text: the types of a browser are not those of this process. */
const NEXT_PAINT = `new Promise((resolve) => {
  addEventListener('keydown', () => {
    const from = performance.now();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
  }, { once: true, capture: true });
})`;
const FRAMES = `new Promise((resolve) => {
  const all = [];
  const began = performance.now();
  let before = began;
  const frame = (now) => {
    all.push(now - before);
    before = now;
    if (now - began > 5_000) resolve(all);
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;

/** From the key in the page to the paint after it, without what the driver takes to press it. */
async function pressed(page: Page, key: string, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const painted = page.evaluate<number>(NEXT_PAINT);
    await page.keyboard.press(key);
    taken.push(await painted);
    await page.waitForTimeout(120);
  }
  return taken;
}

/** Milliseconds of each frame while the wheel turns for five seconds. */
async function scrolled(page: Page): Promise<number[]> {
  await page.getByRole('option').first().hover();
  const frames = page.evaluate<number[]>(FRAMES);
  const end = performance.now() + 5_000;
  while (performance.now() < end) await page.mouse.wheel(0, 600);
  return frames;
}
