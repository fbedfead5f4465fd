/**
 * What a page of the inbox shows, read to its ends, and what the store holds of the same.
 *
 * @example
 * await expect.poll(() => threadShown(page)).toEqual(await threadStored(inbox.inlet, id));
 */
import type { Page } from 'playwright-core';
import type { RunningApp } from './app.ts';

/** Scrolls through the box from its end to the top, as far as more comes, and back to its place. */
const READ = `async ([selector, item, isFromEnd]) => {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const box = document.querySelector(selector);
  const place = box.scrollTop;
  const found = new Map();
  const step = (isFromEnd ? -1 : 1) * box.clientHeight / 2;
  box.scrollTop = isFromEnd ? box.scrollHeight : 0;
  for (let still = 0; still < 20; ) {
    await painted();
    const before = found.size;
    for (const one of box.querySelectorAll(item)) {
      const place = one.getBoundingClientRect().top + box.scrollTop;
      if (!found.has(one.id)) found.set(one.id, place);
    }
    const at = box.scrollTop;
    box.scrollTop += step;
    still = found.size === before && Math.abs(box.scrollTop - at) < 1 ? still + 1 : 0;
  }
  box.scrollTop = place;
  return [...found.keys()].map((id) => id.replace(/^[a-z]+-/, ''));
}`;

/** Ids of the messages of the open conversation; of those that are read twice, twice. */
export async function threadShown(page: Page): Promise<string[]> {
  const ids = await page.evaluate<string[]>(`(${READ})(['[role=feed]', 'article[id]', true])`);
  return ids.toSorted((one, other) => Number(one) - Number(other));
}

/** Ids of the rows, from the top. */
export const listShown = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(${READ})(['[role=listbox]', '[role=option]', false])`);

export async function threadStored(inlet: RunningApp, id: string): Promise<string[]> {
  const ids: string[] = [];
  let before = '';
  do {
    const query = `limit=100${before === '' ? '' : `&before=${before}`}`;
    const { body } = await inlet.get(`/inlet/v1/conversations/${id}/messages?${query}`);
    ids.push(...body.data.map((one: { id: string }) => one.id));
    before = body.nextCursor ?? '';
  } while (before !== '');
  return ids.toSorted((one, other) => Number(one) - Number(other));
}

export async function listStored(inlet: RunningApp, filter: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  do {
    const query = `${filter}&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { body } = await inlet.get(`/inlet/v1/conversations?${query}`);
    ids.push(...body.data.map((one: { id: string }) => one.id));
    cursor = body.nextCursor ?? '';
  } while (cursor !== '');
  return ids;
}
