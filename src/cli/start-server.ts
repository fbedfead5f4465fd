import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../app.ts';
import type { Config } from '../config/config-types.ts';
import type { Overrides } from '../config/config.ts';
import { releaseGarbage } from '../lib/release-garbage.ts';
import { openStore } from '../store/open-store.ts';
import { Mark } from '../store/mark.ts';
import { lockDirectory } from '../store/engines/sqlite/directory-lock.ts';
import { configOrExit } from './config-or-exit.ts';
import { EXIT, CommandFailed } from './exit.ts';
import { prepareSandbox } from './sandbox/prepare-sandbox.ts';
import { lossOrRefuse } from './loss-or-refuse.ts';
import { inboxLines } from './inbox-lines.ts';
import { noteServerUrl } from './server-url.ts';
import { startText } from './start-text.ts';

export type StartOptions = { ephemeral?: true; json?: true; acceptLoss?: true };

export type RunningServer = {
  failed: Promise<Error>;
  /** `drains`: those who are connected are served first, until they have left. */
  stop(drains: boolean): Promise<void>;
};

/** Together below the 10 s after which supervisors kill. */
const LONGEST_STOP_MS = 9_000;

/** Starts the server and says so on standard output. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const config = configOrExit(options.ephemeral === true ? ephemeral() : {});
  const lock = lockOrRefuse(config.dataDirectory);
  const store = await openStore(config.store);
  const mark = new Mark(config.dataDirectory, store);
  const acceptedBy = options.acceptLoss === true ? '--accept-loss' : null;
  const accepted = await lossOrRefuse(mark, config, store, acceptedBy);
  const app = await createApp(config, { store, loss: { accepted, seen: () => mark.loss } });
  try {
    const url = await listen(app, config);
    const why = app.store.whyUnable();
    if (why !== null) {
      console.error(
        `inlet: Nothing can be stored for now, only read. ${why} in ${config.dataDirectory}.`,
      );
    }
    noteServerUrl(config.dataDirectory, url);
    const sandbox = await prepareSandbox(config, app, url);
    await mark.start();
    releaseGarbage();
    app.http.gate.open();
    if (options.json === true) {
      const shown = options.ephemeral === true && 'credentials' in sandbox;
      const line = { ready: true, url, ...(shown ? { sandbox: sandbox.credentials } : {}) };
      console.log(JSON.stringify(line));
    } else {
      const lines = await inboxLines(config, app.store, { url, sandbox });
      console.log(`${lines}\n${startText(config, url, sandbox)}`);
    }
  } catch (error) {
    // What went wrong first is what the operator has to know.
    await app.stop().catch(() => undefined);
    throw error;
  }
  return {
    failed: app.failed,
    async stop(drains) {
      const startedAt = performance.now();
      if (drains) await app.drain();
      await mark.stop();
      await app.stop(LONGEST_STOP_MS - (performance.now() - startedAt));
      lock.release();
    },
  };
}

/**
 * Settings of a server that leaves nothing behind. It listens on loopback, whatever is set, because
 * its credentials are printed.
 */
function ephemeral(): Overrides {
  const directory = mkdtempSync(join(tmpdir(), 'inlet-'));
  // However the process ends, short of SIGKILL.
  process.once('exit', () => {
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    INLET_HOST: '127.0.0.1',
    INLET_PORT: '0',
    INLET_DATA: directory,
    INLET_DATABASE_URL: undefined,
    INLET_PUBLIC_URL: undefined,
    INLET_SANDBOX: 'auto',
    INLET_SECRET: undefined,
  };
}

function lockOrRefuse(directory: string): { release: () => void } {
  const lock = lockDirectory(directory);
  if (lock !== null) return lock;
  throw new CommandFailed(
    `Another Inlet server already uses ${directory}. Stop it, or set INLET_DATA to another folder.`,
    EXIT.failed,
  );
}

async function listen(app: App, config: Config): Promise<string> {
  try {
    return await app.start();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === undefined ? undefined : LISTEN_FAULTS[code];
    if (reason === undefined) throw error;
    throw new CommandFailed(`${reason} (INLET_HOST=${config.host} INLET_PORT=${config.port}).`);
  }
}

const LISTEN_FAULTS: Record<string, string> = {
  EADDRINUSE:
    'The port is in use. Stop the program that has it, or set INLET_PORT to another; 0 takes a free one',
  EACCES: 'The system does not allow this port. Ports below 1024 need a privilege; set INLET_PORT',
  EADDRNOTAVAIL: 'This machine does not have the address. Set INLET_HOST to one of its own',
  ENOTFOUND: 'The host name has no address. Set INLET_HOST to an address of this machine',
};
