import { parentPort } from 'node:worker_threads';
import type { AuditDraft } from '../../../domain/audit-entry.ts';
import { releaseGarbage } from '../../../lib/release-garbage.ts';
import type { ThreadAnswer, ThreadRequest } from './rpc.ts';

const RELEASE_AFTER_MS = 1_000;

/** The work of a store thread. `close` is called once, last. */
export type ThreadWork = {
  accept?: (group: string) => string;
  verb: (name: string, input: unknown, drafts: AuditDraft[]) => Promise<unknown>;
  lastId?: () => number;
  /** In which workspaces events were appended since the last call. */
  takeAppendedIn?: () => number[];
  close: () => void;
};

/** Answers the requests of the main thread one after the other, in the order in which they came. */
export function serveThread(work: ThreadWork): void {
  const port = parentPort;
  if (port === null) throw new Error('A store thread has to be started as a worker.');
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: ThreadRequest) => {
    last = last.then(() => answer(request));
  });
  // A command has ended before; only a server's threads live to do it.
  setTimeout(releaseGarbage, RELEASE_AFTER_MS).unref();

  async function answer(request: ThreadRequest): Promise<void> {
    try {
      const value = await carryOut(request);
      const appendedIn = work.takeAppendedIn?.() ?? [];
      post({ id: request.id, ok: true, value, ...(appendedIn.length > 0 && { appendedIn }) });
    } catch (error) {
      const { message, code, errcode } = error as Error & { code?: string; errcode?: number };
      post({ id: request.id, ok: false, message, code: code ?? null, errcode: errcode ?? null });
    }
  }

  function carryOut(request: ThreadRequest): unknown {
    switch (request.kind) {
      case 'accept':
        return work.accept?.(request.group);
      case 'verb':
        return work.verb(request.name, request.input, request.drafts ?? []);
      case 'last-id':
        return work.lastId?.();
      case 'close':
        work.close();
        return undefined;
    }
  }

  function post(message: ThreadAnswer): void {
    port?.postMessage(message);
  }
}
