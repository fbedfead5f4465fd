import type { Ask, History, Skipped } from '../domain/history.ts';
import type { CallTrace } from '../lib/safe-fetch/call-trace.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { Store } from '../store/store.ts';
import { askThrough } from './ask-provider.ts';
import { fetchOlder } from './fetch-older.ts';
import { Importer } from './importer.ts';
import type { Question } from './importer.ts';

export type HistoryPorts = {
  store: Pick<Store, 'read' | 'write'>;
  outbound: Pick<SafeFetch, 'fetch'>;
  /** What may be called for this workspace beside the public internet. */
  localNetworksOf: (workspaceId: number) => Promise<string[]>;
  now: () => number;
  /** What each vendor can ask its connectors for. */
  histories: ReadonlyMap<string, History>;
  observe: (asked: Question & { call: CallTrace; reason: string | null }) => void;
};

/** The importer, and what is asked of providers while somebody waits. */
export function openHistory(given: HistoryPorts) {
  const { store, outbound, localNetworksOf, now, histories, observe } = given;
  /** The last call of each, for what is found out about it later. */
  const last = new WeakMap<Ask, Question & { call: CallTrace }>();
  const ports = {
    ...{ store, histories, now },
    askFor: async (question: Question) => {
      const networks = await localNetworksOf(question.workspaceId);
      const ask: Ask = askThrough(outbound, networks, (call) => {
        last.set(ask, { ...question, call });
        observe({ ...question, call, reason: null });
      });
      return ask;
    },
    noteSkipped(ask: Ask, { count, reasons }: Skipped): void {
      const asked = last.get(ask);
      if (count === 0 || asked === undefined) return;
      observe({ ...asked, reason: `Left out: ${count}. ${reasons.join(' ')}` });
    },
  };
  return {
    historyPorts: ports,
    importer: new Importer(ports),
    history: {
      older: (at: { workspaceId: number; id: number }) => fetchOlder(ports, at),
    },
  };
}
