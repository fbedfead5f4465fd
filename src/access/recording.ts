import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditDraft } from '../domain/audit-entry.ts';

export type Description = Omit<AuditDraft, 'at'>;
type Describe = () => Description | readonly Description[];

const current = new AsyncLocalStorage<Recording>();

/** What is being done on somebody's behalf where this is called, if anything is. */
export const currentRecording = (): Recording | undefined => current.getStore();

/**
 * Something that is done on somebody's behalf, from its beginning to its answer. Every change that
 * is made within it through the recording store is written with its entry of the audit log, in one
 * transaction, however many use cases lie between: none has to hand the actor along, and none can
 * forget to.
 */
export class Recording {
  readonly #describe: Describe;
  readonly #now: () => number;
  #isOver = false;
  #hasRecorded = false;

  /** `describe` is asked at each change, not before. */
  constructor(describe: Describe, now: () => number) {
    this.#describe = describe;
    this.#now = now;
  }

  /** Whether a change was made, and with it an entry. */
  get hasRecorded(): boolean {
    return this.#hasRecorded;
  }

  run<T>(work: () => T): T {
    return current.run(this, work);
  }

  /** What it has set off and left running is no longer its doing. */
  end(): void {
    this.#isOver = true;
  }

  drafts(): AuditDraft[] {
    if (this.#isOver) return [];
    const at = this.#now();
    return [this.#describe()].flat().map((description) => ({ ...description, at }));
  }

  recorded(): void {
    this.#hasRecorded = true;
  }
}
