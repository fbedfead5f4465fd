import type { Skipped } from '../../domain/history.ts';
import { MOST_REASONS } from '../../domain/history.ts';

const LONGEST_SHOWN = 100;

/** Collects what of an answer is left out, and why. */
export class Skips {
  #count = 0;
  readonly #reasons: string[] = [];

  get skipped(): Skipped {
    return { count: this.#count, reasons: this.#reasons };
  }

  add(reason: string): void {
    this.#count += 1;
    if (this.#reasons.length < MOST_REASONS) this.#reasons.push(reason);
  }
}

/** A value as it stands in a reason: whole where it is short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'not there';
  const text = JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…` : text;
}
