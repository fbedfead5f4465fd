import { open } from 'node:fs/promises';

/**
 * Puts the names in a folder on the disk: a file's own sync does not, and a name that is not there
 * after a power cut is a file that is not there (https://man7.org/linux/man-pages/man2/fsync.2.html).
 */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and writes its names without being asked.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
