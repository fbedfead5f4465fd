import type { Refusal } from '../../domain/refusal.ts';
import { wrongField } from '../../domain/refusal.ts';

export function wrongCursor(): Refusal {
  return wrongField('cursor', 'must be a next_cursor of an earlier page');
}
