import { readFileSync } from 'node:fs';

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

/** Of Inlet, from package.json: two folders above this file, compiled or not. */
export const VERSION = (JSON.parse(manifest) as { version: string }).version;
