/**
 * The web inbox in a real browser: what it weighs, and how soon each thing a person does is painted.
 * Everything it opens it closes; a step that hangs ends with the browser's own time limit.
 */
import chromium from '@sparticuz/chromium';
import { chromium as driver, type Browser, type Page, type Request } from 'playwright-core';
import { buildWeb } from '../tools/build-web.ts';
import { load } from './end-to-end.ts';
import { percentile } from './stats.ts';
import { startSubject, type Engine, type Subject } from './subject.ts';
import type { Row } from './table.ts';

const CONVERSATIONS = 100_000;
/** Of the list to its end, too. */
const LONGEST_STEP_MS = 15 * 60_000;
const TIMES = 40;

export async function measureInbox(engine: Engine): Promise<Row[]> {
  await buildWeb();
  const subject = await startSubject(engine);
  const browser = await driver.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    executablePath: await chromium.executablePath(),
  });
  try {
    await fill(subject);
    const page = await firstPage(browser, subject);
    const rows = [await weight(page, subject), ...(await loading(page, subject))];
    rows.push(...(await working(page)), ...(await scrolling(page)));
    return rows;
  } finally {
    await browser.close();
    await subject.stop();
  }
}

async function firstPage(browser: Browser, subject: Subject): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(LONGEST_STEP_MS);
  await page.addInitScript(WATCH);
  await logIn(page, subject);
  return page;
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

const addressOf = ({ server: { url, sandbox } }: Subject) =>
  `${url}/inbox/${sandbox.workspace.id}/v/open`;

/** All that the first screen fetches with an empty cache, as it came over the line. */
async function weight(page: Page, subject: Subject): Promise<Row> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  const sizes = { script: 0, stylesheet: 0 };
  const counted: Array<Promise<void>> = [];
  const count = async (request: Request) => {
    const type = request.resourceType();
    if (type !== 'script' && type !== 'stylesheet') return;
    sizes[type] += (await request.sizes()).responseBodySize;
  };
  const onFinished = (request: Request) => counted.push(count(request));
  page.on('requestfinished', onFinished);
  await page.goto(addressOf(subject), { waitUntil: 'networkidle' });
  await page.getByRole('option').first().waitFor();
  page.off('requestfinished', onFinished);
  await Promise.all(counted);
  return {
    what: 'first load, as it came over the line',
    'script KB': sizes.script / 1_024,
    'style KB': sizes.stylesheet / 1_024,
  };
}

async function loading(page: Page, subject: Subject): Promise<Row[]> {
  const loads: number[] = [];
  const lists: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    await page.goto(addressOf(subject), { waitUntil: 'commit' });
    await page.getByRole('option').first().waitFor();
    loads.push(await page.evaluate<number>('window.firstRowAt'));
    await page.evaluate(watchFor('click', IN_VIEW));
    await page.getByRole('link', { name: 'Unassigned' }).click();
    lists.push(await page.evaluate<number>('window.painted'));
  }
  return [
    row(`a load of the page, until ${CONVERSATIONS} conversations are ready for keys`, loads),
    row('another view of them: press to its first page painted', lists),
  ];
}

/** Keys with a conversation open, and with the list alone. */
async function working(page: Page): Promise<Row[]> {
  await page.getByRole('link', { name: 'All open' }).click();
  await page.getByRole('option').first().waitFor();
  const inList = [
    ...(await pressed(page, 'j', NEXT_PAINT)),
    ...(await pressed(page, 'k', NEXT_PAINT)),
  ];
  // The first is the sandbox's, and nothing has been written in it.
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('article').first().waitFor();
  const uncached = await pressed(page, 'j', IN_THREAD);
  const answered = await pressed(page, 'k', IN_THREAD);
  await page.keyboard.press('r');
  const typed = await pressed(page, 'x', NEXT_PAINT);
  return [
    row('j and k in the list: key to the next paint', inList),
    row('j to a conversation not cached: key to its messages painted', uncached),
    row('k to one from the cache: key to its messages painted', answered),
    row('a letter typed: key to the next paint', typed),
  ];
}

/** The wheel at the top, all the way down until every row is there, and the wheel at the end. */
async function scrolling(page: Page): Promise<Row[]> {
  await page.keyboard.press('Escape');
  await page.getByRole('option').first().hover();
  const atTop = await whileTurning(page, 600);
  const onTheWay = await page.evaluate<number[]>(TO_THE_END);
  const atEnd = await whileTurning(page, -600);
  return [
    frames('scrolling the list at its top, for 5 s', atTop),
    frames(`loading ${CONVERSATIONS} rows, always at the end`, onTheWay),
    frames(`scrolling among ${CONVERSATIONS} rows, for 5 s`, atEnd),
  ];
}

const row = (what: string, times: readonly number[]): Row => ({
  what,
  'p50 ms': percentile(times, 0.5),
  'p95 ms': percentile(times, 0.95),
});

const frames = (what: string, all: readonly number[]): Row => ({
  ...row(what, all),
  'longest frame ms': Math.max(...all),
  'frames over 50 ms': all.filter((ms) => ms > 50).length,
});

/* Run in the page, as text: the types of a browser are not those of this process. */
const WATCH = `{
  const look = () => {
    if (document.querySelector('[role=option]') === null) requestAnimationFrame(look);
    else setTimeout(() => { window.firstRowAt = performance.now(); });
  };
  requestAnimationFrame(look);
}`;

/** What has to be true of the page; `before` is where it was. */
const NEXT_PAINT = '() => true';
const IN_THREAD = `() => location.pathname !== before &&
  document.querySelector('[role=feed] article') !== null`;
const IN_VIEW = `() => location.pathname !== before &&
  document.querySelector('[role=option]') !== null`;

/** Keeps the milliseconds from the next event to the paint of what has to be true. */
const watchFor = (event: string, isThere: string) => `window.painted = new Promise((resolve) => {
  const before = location.pathname;
  const isThere = ${isThere};
  addEventListener('${event}', () => {
    const from = performance.now();
    const look = () => {
      if (isThere()) setTimeout(() => resolve(performance.now() - from));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { once: true, capture: true });
}); undefined`;

/** The frames between now and when `isOver` says so. */
const FRAMES = `(isOver) => new Promise((resolve) => {
  const all = [];
  let before = performance.now();
  const frame = (now) => {
    all.push(now - before);
    before = now;
    if (isOver()) resolve(all);
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;
const FOR_5_S = `{
  const end = performance.now() + 5_000;
  (${FRAMES})(() => performance.now() > end);
}`;
const TO_THE_END = `(${FRAMES})(() => {
  const box = document.querySelector('[role=listbox]');
  box.scrollTop = box.scrollHeight;
  const rows = document.querySelectorAll('[role=option]');
  return rows[rows.length - 1].getAttribute('aria-setsize') !== '-1';
})`;

/** From the key in the page to what it leads to, without what the driver takes to press it. */
async function pressed(page: Page, key: string, isThere: string): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < TIMES; round += 1) {
    await page.evaluate(watchFor('keydown', isThere));
    await page.keyboard.press(key);
    taken.push(await page.evaluate<number>('window.painted'));
    // A person is slower than this.
    await page.waitForTimeout(100);
  }
  return taken;
}

/** Milliseconds of each frame while the wheel turns. */
async function whileTurning(page: Page, by: number): Promise<number[]> {
  const frames = page.evaluate<number[]>(FOR_5_S);
  const end = performance.now() + 5_000;
  while (performance.now() < end) await page.mouse.wheel(0, by);
  return frames;
}
