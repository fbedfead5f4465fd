import { Refusal } from '../../domain/refusal.ts';

/** For what a schema cannot say, in the words and shape of what it does say. */
export function wrongField(path: string, message: string): Refusal {
  return new Refusal('invalid', 'The request is not valid.', { errors: [{ path, message }] });
}

export function wrongCursor(): Refusal {
  return wrongField('cursor', 'must be a next_cursor of an earlier page');
}
