import { currentRecording } from '../access/recording.ts';
import type { Config } from '../config/config-types.ts';
import { Mark } from '../store/mark.ts';
import { openStore } from '../store/open-store.ts';
import { recordingStore } from '../store/recording-store.ts';
import type { Store } from '../store/store.ts';
import { configOrExit } from './config-or-exit.ts';
import { lossOrRefuse } from './loss-or-refuse.ts';

/** Runs a command on the database itself, with or without a running server, and closes it. */
export async function withStore<T>(work: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const config = configOrExit();
  const opened = await openStore(config.store, 'command');
  await lossOrRefuse(new Mark(config.dataDirectory, opened), config, opened, false);
  const store = recordingStore(opened, currentRecording);
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}
