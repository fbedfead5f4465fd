/*
 * What a list shows of its pages, in order. Pages come by the thousand and rows change by the second,
 * so only what differs is looked at.
 */
import type { Conversation, Page } from '../nouns.ts';
import { belongs, byActivity, rowsOf, type ListOf } from './list-order.ts';

/** More is done in one go. */
const MOST_CHANGES = 500;

export class ListIndex {
  /** Each conversation of the pages once, as it was changed last. */
  readonly rows = new Map<string, Conversation>();
  readonly inView = new Set<string>();
  /** Each as it was while it was in the view; of what is gone altogether nothing else is left. */
  readonly known = new Map<string, Conversation>();
  /** Those in the view, in their order; another array when it is another order. */
  ideal: readonly string[] = [];

  readonly #list: ListOf;
  readonly #userId: string;
  #pages: readonly Page<Conversation>[] = [];

  constructor(list: ListOf, userId: string) {
    this.#list = list;
    this.#userId = userId;
  }

  update(pages: readonly Page<Conversation>[]): this {
    if (pages === this.#pages) return this;
    const changes = changesOf(this.#pages, pages);
    this.#pages = pages;
    if (changes === null || changes.length > MOST_CHANGES) this.#all();
    else this.#some(changes);
    return this;
  }

  #all(): void {
    this.rows.clear();
    this.inView.clear();
    for (const [id, row] of rowsOf(this.#pages)) this.rows.set(id, row);
    const inView = [...this.rows.values()].filter((row) => this.#belongs(row)).sort(byActivity);
    for (const row of inView) this.#show(row);
    this.ideal = inView.map(({ id }) => id);
  }

  #some(changes: readonly Conversation[]): void {
    const ideal = [...this.ideal];
    let isOther = false;
    for (const row of changes) {
      const before = this.rows.get(row.id);
      if (before !== undefined && before.updatedAt > row.updatedAt) continue;
      const wasAt = this.inView.has(row.id) ? this.#placeOf(before ?? row, ideal) : -1;
      const stays = this.#belongs(row);
      if (stays && before !== undefined && wasAt >= 0 && byActivity(before, row) === 0) {
        this.rows.set(row.id, row);
        this.known.set(row.id, row);
        continue;
      }
      if (wasAt >= 0) ideal.splice(wasAt, 1);
      this.rows.set(row.id, row);
      if (stays) {
        ideal.splice(this.#placeOf(row, ideal), 0, row.id);
        this.#show(row);
      } else this.inView.delete(row.id);
      isOther ||= stays || wasAt >= 0;
    }
    if (isOther) this.ideal = ideal;
  }

  #show(row: Conversation): void {
    this.inView.add(row.id);
    this.known.set(row.id, row);
  }

  readonly #belongs = (row: Conversation) => belongs(row, this.#list, this.#userId);

  /** Where it stands, or would. */
  #placeOf(row: Conversation, ideal: readonly string[]): number {
    let [low, high] = [0, ideal.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.rows.get(ideal[middle] ?? '');
      if (other !== undefined && byActivity(other, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The rows that are other ones than before; null where rows have gone. */
function changesOf(
  before: readonly Page<Conversation>[],
  now: readonly Page<Conversation>[],
): Conversation[] | null {
  if (now.length < before.length) return null;
  const changes: Conversation[] = [];
  for (const [index, page] of now.entries()) {
    const was = before[index];
    if (page === was) continue;
    const ids = new Set(page.data.map(({ id }) => id));
    if (was?.data.some(({ id }) => !ids.has(id)) === true) return null;
    const same = new Set(was?.data);
    for (const row of page.data) if (!same.has(row)) changes.push(row);
  }
  return changes;
}
