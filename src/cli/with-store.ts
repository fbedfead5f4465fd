import { currentRecording } from '../access/recording.ts';
import type { Config } from '../config/config-types.ts';
import { Mark } from '../store/mark.ts';
import { openStore } from '../store/open-store.ts';
import { recordingStore } from '../store/recording-store.ts';
import type { Store } from '../store/store.ts';
import { databaseOrRefuse } from './database-or-refuse.ts';
import { configOrExit } from './config-or-exit.ts';
import { lossOrRefuse } from './loss-or-refuse.ts';

/**
 * Runs a command on the database itself, with or without a running server, and closes it. Only the
 * commands that set one up make it where there is none.
 */
export async function withStore<T>(
  work: (store: Store, config: Config) => Promise<T>,
  /** By what a loss is accepted; asked where it matters. */
  acceptedBy: (store: Store, config: Config) => Promise<string | null> = () =>
    Promise.resolve(null),
  { makesDatabase = false }: { makesDatabase?: boolean } = {},
): Promise<T> {
  const config = configOrExit();
  if (!makesDatabase) await databaseOrRefuse(config);
  const opened = await openStore(config.store, 'command');
  const accepted = await acceptedBy(opened, config).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  await lossOrRefuse(new Mark(config.dataDirectory, opened), config, opened, accepted);
  const store = recordingStore(opened, currentRecording);
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}
