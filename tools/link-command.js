// npm links the commands of packages that are installed, never those of the checkout itself.
import { existsSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Makes `node_modules/.bin/inlet`, where it is not there. @param {string} [checkout] */
export function linkCommand(checkout = root) {
  const commands = join(checkout, 'node_modules', '.bin');
  const link = join(commands, 'inlet');
  if (!existsSync(commands) || existsSync(link)) return;
  try {
    symlinkSync(join('..', '..', 'bin', 'inlet.js'), link);
  } catch {
    // A system without links, or a folder that is not ours: `npx inlet` works there, too.
  }
}
