import type { AuditDraft } from '../../../domain/audit-entry.ts';

/** What goes between the main thread and a store thread. Requests are answered in order. */
export type ThreadRequest =
  | { id: number; kind: 'accept'; group: unknown[] }
  | { id: number; kind: 'verb'; name: string; input: unknown; drafts?: AuditDraft[] }
  | { id: number; kind: 'close' };

export type ThreadAnswer =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; message: string; code: string | null; errcode: number | null };

export type ThreadStart = { path: string; mostPages: number | null };
