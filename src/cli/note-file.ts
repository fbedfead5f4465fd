import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a small file of its owner's: whoever reads meanwhile gets the old one or the new one, whole. Where there is
 * no room the old one stays and it is said so; whoever needs it calls `writeFile` itself.
 */
export function noteFile(path: string, text: string): void {
  try {
    writeFile(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC' && code !== 'EDQUOT' && code !== 'EROFS') throw error;
    console.error(`inlet: ${path} could not be written (${code}), and stays as it was.`);
  }
}

export function writeFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
