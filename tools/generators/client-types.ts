import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/config.ts';
import type { Generator } from './generator.ts';

const INTRODUCTION = `/* Generated from the OpenAPI document by \`npm run generate\`. Do not edit. */\n\n`;
/** Of the own API: a vendor's routes are for that vendor's clients. */
const OWN = '/inlet/v1/';

export const clientTypes: Generator = {
  path: 'src/client/schema.d.ts',
  async render() {
    const document = await openApi();
    const own = Object.entries(document.paths ?? {}).filter(([path]) => path.startsWith(OWN));
    const tree = await openapiTS({ ...document, paths: Object.fromEntries(own) });
    return INTRODUCTION + astToString(tree);
  },
};

/** Of a server that never listens. */
async function openApi(): Promise<OpenAPI3> {
  const directory = await mkdtemp(join(tmpdir(), 'inlet-openapi-'));
  const loaded = loadConfig({ INLET_DATA: directory });
  if (!('ok' in loaded)) throw new Error(loaded.faults.join('\n'));
  const app = await createApp(loaded.ok, { polls: false, logger: pino({ level: 'silent' }) });
  try {
    await app.http.app.ready();
    return app.http.app.swagger() as unknown as OpenAPI3;
  } finally {
    await app.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
