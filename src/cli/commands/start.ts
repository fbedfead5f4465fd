import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecretKey, refuseForeignKey } from '../../access/secret-key.ts';
import type { App } from '../../app.ts';
import { createApp } from '../../app.ts';
import type { Config } from '../../config/config-types.ts';
import { lockDirectory } from '../../store/engines/sqlite/directory-lock.ts';
import { configOrExit } from '../config-or-exit.ts';
import { prepareSandbox } from '../sandbox/prepare-sandbox.ts';
import type { Sandbox } from '../sandbox/prepare-sandbox.ts';
import { sandboxPath } from '../sandbox/sandbox-file.ts';
import { sandboxText } from '../sandbox/sandbox-text.ts';

export type StartOptions = { ephemeral: boolean; json: boolean };

export type Running = { stop(): Promise<void>; failed: Promise<Error> };

/** Starts the server and says so on standard output; logs go to standard error. */
export async function start(options: StartOptions): Promise<Running> {
  const temporary = options.ephemeral ? mkdtempSync(join(tmpdir(), 'inlet-')) : null;
  const config = configOrExit(
    temporary === null
      ? {}
      : {
          INLET_DATA: temporary,
          INLET_PORT: '0',
          INLET_DATABASE_URL: undefined,
          INLET_SANDBOX: 'auto',
          INLET_PUBLIC_URL: undefined,
        },
  );
  const lock = lockDirectory(config.dataDirectory);
  const app = await createApp(config);
  try {
    await refuseForeignKey(loadSecretKey(config.secret, config.dataDirectory), app.store);
    const url = await listen(app, config);
    const sandbox = await prepareSandbox(config, app, url);
    say(options, config, url, sandbox);
  } catch (error) {
    await app.stop();
    throw error;
  }
  return {
    failed: app.failed,
    async stop() {
      await app.stop();
      lock.release();
      if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
    },
  };
}

async function listen(app: App, config: Config): Promise<string> {
  try {
    return await app.start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${config.port} of ${config.host} is taken by another program. ` +
        'Stop it, or set INLET_PORT to another port (0 takes a free one).',
    );
  }
}

function say(options: StartOptions, config: Config, url: string, sandbox: Sandbox): void {
  if (options.json) {
    const shown = options.ephemeral && sandbox.kind === 'made';
    const line = { ready: true, url, ...(shown ? { sandbox: sandbox.credentials } : {}) };
    console.log(JSON.stringify(line));
    return;
  }
  console.log(`Inlet serves on ${url}\n`);
  switch (sandbox.kind) {
    case 'made':
      console.log('A sandbox for trying it out. These secrets are printed this once; they stay in');
      console.log(`${sandboxPath(config.dataDirectory)}, and \`npx inlet sandbox\` shows them.\n`);
      console.log(sandboxText(sandbox.credentials));
      break;
    case 'kept':
      console.log('The credentials of the sandbox: npx inlet sandbox');
      break;
    case 'empty':
      console.log('There is no workspace yet. Make one:\n\n  npx inlet workspace create NAME');
      break;
    case 'none':
      break;
  }
}
