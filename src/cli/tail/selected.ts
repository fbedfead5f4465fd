import { InvalidArgumentError } from 'commander';
import type { Seen } from './exchange-text.ts';

export type Selection = { vendor?: string; status?: RegExp };

/** Whether a line is of the vendor, and answered as, was asked for. */
export function isSelected({ vendor, status }: Selection, seen: Seen): boolean {
  if (vendor !== undefined && seen.vendor !== vendor) return false;
  return status === undefined || status.test(String(seen.status ?? ''));
}

/** `4xx`, `401`, `4xx,503`. */
export function statusesOf(text: string): RegExp {
  if (!/^[1-5](\d\d|xx)(,[1-5](\d\d|xx))*$/i.test(text)) {
    throw new InvalidArgumentError('Write statuses such as 401, 4xx or 4xx,503.');
  }
  return new RegExp(`^(${text.toLowerCase().replaceAll('x', '\\d').replaceAll(',', '|')})$`);
}
