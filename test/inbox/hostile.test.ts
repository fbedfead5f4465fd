// Whatever stands in a message, a name or a file's name is text: nothing of it runs, and nothing loads.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Json } from '../support/app.ts';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';
import { threadShown, threadStored } from '../support/inbox-shown.ts';

const COUNT = process.env['INLET_TEST_LONG'] === '1' ? 2_000 : 240;

const RUN = 'window.ran=1';
const SEEDS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}"><animate onbegin="${RUN}" attributeName=x dur=1s>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<a href="javascript:${RUN}">press</a>`,
  `javascript:${RUN}//http://example.test`,
  `https://example.test/"onmouseover="${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `<style>@import 'http://elsewhere.test/x.css'; *{background:url(http://elsewhere.test/y)}</style>`,
  `<link rel=stylesheet href=http://elsewhere.test/x.css>`,
  `<form action=http://elsewhere.test><button>Log in</button></form>`,
  `<base href="http://elsewhere.test/">`,
  `<meta http-equiv=refresh content="0;url=http://elsewhere.test">`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  `]]><!--<img src=x onerror=${RUN}>-->`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %>`,
  `\u202Egnp.exe\u202C and \u2066hidden\u2069`,
  `\u0000\u0007\u001B[31mred\u001B[0m`,
  `${'Z̸͉̀'.repeat(400)}`,
  `[press](javascript:${RUN}) ![x](http://elsewhere.test/z.png)`,
  `http://xn--pple-43d.test/ https://аррӏе.test/`,
  `__proto__ constructor toString`,
  `"><textarea autofocus onfocus=${RUN}>`,
  `<details open ontoggle=${RUN}><video><source onerror=${RUN}></video>`,
];
const WRAPPINGS: Array<(text: string) => string> = [
  (text) => text,
  (text) => `Hello, ${text} and more`,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll('<', '\u003C').replaceAll(' ', '\t'),
  (text) => `</p></bdi></article>${text}`,
  (text) => `<!--${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => encodeURIComponent(text),
  (text) => text.replaceAll('<', '&lt;'),
  (text) => `${text}\n${text}`,
];

let inbox: InboxBrowser;
let person: Person;

function hostile(n: number): string {
  const seed = SEEDS[n % SEEDS.length] ?? '';
  const wrap = WRAPPINGS[Math.floor(n / SEEDS.length) % WRAPPINGS.length];
  return wrap?.(seed) ?? seed;
}

let clock = Date.parse('2026-01-05T10:00:00Z');
beforeAll(async () => {
  inbox = await openInbox();
  const receive = (n: number) => {
    clock += 1_000;
    return inbox.inlet.receive({
      ...{ id: `h-${n}`, sender_id: hostile(n + 7).slice(0, 100) },
      ...{ conversation_id: n % 6 === 0 ? hostile(n).slice(0, 100) : 'one', message: hostile(n) },
      created_at: new Date(clock).toISOString(),
    });
  };
  for (let n = 0; n < COUNT; n += 40) {
    const all = Array.from({ length: Math.min(40, COUNT - n) }, (_, index) => receive(n + index));
    // Some ids and names are no ids and names of the vendor's; most are taken.
    const taken = (await Promise.all(all)).filter(({ status }) => status === 200);
    expect(taken.length).toBeGreaterThan(10);
  }
  person = await inbox.login();
});
afterAll(async () => {
  await person[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

/** What no text may become. */
const strange = (page: Page, part: string) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('${part} *')]
    .filter((one) => /^(SCRIPT|IFRAME|STYLE|LINK|FORM|BASE|META|OBJECT|EMBED|MATH|TEXTAREA|VIDEO)$/i
      .test(one.tagName) || (one.tagName === 'IMG') ||
      [...one.attributes].some(({ name }) => name.startsWith('on')) ||
      (one.tagName === 'A' && !/^(https?|mailto|tel):/.test(one.getAttribute('href') ?? 'https:')))
    .map((one) => one.outerHTML.slice(0, 200))`);

test(`of ${COUNT} hostile texts none runs, loads or becomes anything but text`, async () => {
  const { page, complaints } = person;
  await page.getByRole('option').first().waitFor();
  expect(await strange(page, '[role=listbox]')).toEqual([]);
  const { body } = await inbox.inlet.get('/inlet/v1/conversations?limit=100');
  const said = body.data.filter(({ lastMessage }: Json) => lastMessage !== null);
  const byId = said.map(({ id }: Json) => id) as string[];
  const lengths = await Promise.all(byId.map((id) => threadStored(inbox.inlet, id)));
  const longest = lengths.reduce(
    (most, one, index) => (one.length > (lengths[most]?.length ?? 0) ? index : most),
    0,
  );
  const few = byId.slice(0, 5).filter((id) => id !== byId[longest]);
  for (const id of [...few, byId[longest] ?? '']) {
    await person.open(`v/open/c/${id}`);
    await page.getByRole('article').first().waitFor();
    expect(await threadShown(page)).toEqual(await threadStored(inbox.inlet, id));
    expect(await strange(page, '[role=feed]')).toEqual([]);
    expect(await strange(page, '[role=listbox]')).toEqual([]);
  }
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(new URL(page.url()).origin).toBe(inbox.inlet.url);
  expect(complaints).toEqual([]);
});
