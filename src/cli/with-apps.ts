import { createApps } from '../access/apps.ts';
import type { Apps } from '../access/apps.ts';
import { openSecretBox } from '../access/secret-key.ts';
import { Networks } from '../lib/safe-fetch/networks.ts';
import { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { Store } from '../store/store.ts';
import { vendors } from '../vendors/index.ts';
import { tellsUninstalled } from '../vendors/tell-uninstalled.ts';
import { withStore } from './with-store.ts';
import { useCasesOf } from './use-cases.ts';

export type AppCommandPorts = { store: Store; apps: Apps; outbound: SafeFetch };

/** Runs a command that makes, changes or removes apps; those that were removed are told. */
export async function withApps<T>(work: (ports: AppCommandPorts) => Promise<T>): Promise<T> {
  return withStore(async (store, config) => {
    const now = Date.now;
    const nothing = () => undefined;
    const networks = new Networks(config.localNetworks);
    const outbound = new SafeFetch({ networks, log: nothing });
    const secretBox = await openSecretBox(config, store);
    const tell = tellsUninstalled(vendors, { store, outbound, now });
    const { releaseHeld } = useCasesOf(store);
    const apps = createApps({ store, secretBox, authenticator: null, tell, now, releaseHeld });
    try {
      return await work({ store, apps, outbound });
    } finally {
      await outbound.close();
    }
  });
}
