import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../lib/sync-folder.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { ContentStore } from './content-store.ts';

/** Contents in a folder of this machine, or of one that several servers share. */
export function diskContents(directory: string): ContentStore {
  const pathOf = (key: string) => join(directory, key);
  return {
    put: (key, content) => unlessTheDiskFails(pathOf(key), (path) => write(path, content)),
    get: (key) =>
      unlessTheDiskFails(pathOf(key), async (path) => {
        try {
          return await readFile(path);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
          throw error;
        }
      }),
    remove: (key) => rm(pathOf(key), { force: true }),
  };

  /** On the disk with its name before a row says that it is there; until then nobody looks for it. */
  async function write(path: string, content: Buffer): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    // Folders too may be new.
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      await syncFolder(folder);
      if (folder.length < directory.length) return;
    }
  }
}

/** A disk that is full, over its quota or broken: the sender may try again, the operator has to act. */
async function unlessTheDiskFails<T>(path: string, work: (path: string) => Promise<T>): Promise<T> {
  try {
    return await work(path);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new StoreUnavailable(`${path}: ${code} (${syscall})`, { cause: error });
  }
}
