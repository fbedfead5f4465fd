import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config-types.ts';
import { noteFile } from './note-file.ts';

const FILE = 'server.url';

/** Leaves word for commands under which address the server was last reached. */
export function noteServerUrl(dataDirectory: string, url: string): void {
  noteFile(join(dataDirectory, FILE), `${url}\n`);
}

/** Where clients reach the server: as set, as it last listened, or as it will listen. */
export function serverUrl(config: Config): string {
  return config.publicUrl ?? notedUrl(config.dataDirectory) ?? listeningUrl(config);
}

function notedUrl(dataDirectory: string): string | null {
  try {
    return readFileSync(join(dataDirectory, FILE), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function listeningUrl({ host, port }: Config): string {
  // A server that listens on every address is reached on loopback, too.
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
