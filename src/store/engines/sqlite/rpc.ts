import type { AuditDraft } from '../../../domain/audit-entry.ts';

/**
 * What goes between the main thread and a store thread. Requests are answered in order. A group
 * and its outcomes cross as JSON: for objects like these it costs a third of a structured clone
 * (measured), on the two threads that decide how many messages a second are accepted.
 */
export type ThreadRequest =
  | { id: number; kind: 'accept'; group: string }
  | { id: number; kind: 'verb'; name: string; input: unknown; drafts?: AuditDraft[] }
  | { id: number; kind: 'last-id' }
  | { id: number; kind: 'close' };

export type ThreadAnswer =
  | { id: number; ok: true; value: unknown; appendedIn?: number[] }
  | { id: number; ok: false; message: string; code: string | null; errcode: number | null };

export type ThreadStart = {
  path: string;
  mostPages: number | null;
  /** No other thread has the database open: there is no room for what they would share. */
  isAlone: boolean;
};
