/**
 * A real Inlet in a process of its own, as a user starts it. Killed together with the process that
 * started it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startReaper, type Reaper } from './reaper.ts';

export interface InletOptions {
  dataDirectory: string;
  /** Unset means SQLite in the data directory. */
  databaseUrl?: string | undefined;
  /** The script to run instead of the product's own command, and its parameters. */
  command?: readonly string[] | undefined;
  /** Settings beyond those that follow from the above. */
  settings?: Record<string, string>;
  /** A line of shell around it, which ends in `exec "$@"`: limits, for one. */
  shell?: string;
}

/** The part of sandbox.json that tests and benchmarks use. */
export interface Sandbox {
  url: string;
  workspace: { id: string };
  inlet: { baseUrl: string; token: string };
  inbox: { email: string };
  pipedrive: { baseUrl: string; apiToken: string; memberApiToken: string; channelId: string };
  mcp: { url: string; token: string };
  partoo: { channelId: string; businessId: string; apiKeys: { ORG_ADMIN: string } };
  highlevel: {
    locationId: string;
    contactId: string;
    clientId: string;
    appAccessToken: string;
    providers: { sms: string };
  };
}

export interface InletProcess {
  url: string;
  pid: number;
  sandbox: Sandbox;
  /** SIGKILL: the crash. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** As by Ctrl-C, which does not wait for the clients that are connected; and the exit code. */
  stop(): Promise<number | null>;
  /** Resolves when the process ends, for whatever reason, with the end of what it said. */
  ended: Promise<string>;
}

/** What a process that a test starts takes from it: see package-hook.js. */
export function inTests(): Record<string, string> {
  const hook = process.execArgv.findLast((one) => one.endsWith('/package-hook.js'));
  return hook === undefined ? {} : { NODE_OPTIONS: `--import=${hook}` };
}

const command = fileURLToPath(new URL('../../bin/inlet.js', import.meta.url));

export async function startInlet(options: InletOptions): Promise<InletProcess> {
  const [script, ...parameters] = options.command ?? [command, 'start', '--json'];
  const words = [process.execPath, script ?? command, ...parameters];
  const [program = '', ...rest] =
    options.shell === undefined ? words : ['sh', '-c', options.shell, 'sh', ...words];
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...inTests(),
      INLET_DATA: options.dataDirectory,
      INLET_PORT: '0',
      ...(options.databaseUrl === undefined ? {} : { INLET_DATABASE_URL: options.databaseUrl }),
      ...options.settings,
    },
  });
  const reaper = startReaper();
  reaper.watch(child.pid);
  const ended = collectUntilEnd(child, reaper);
  const url = await untilReady(child, ended);
  const file = await readFile(join(options.dataDirectory, 'sandbox.json'), 'utf8');
  return {
    url,
    pid: child.pid ?? 0,
    sandbox: JSON.parse(file) as Sandbox,
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      return child.exitCode;
    },
  };
}

async function collectUntilEnd(child: ChildProcess, reaper: Reaper): Promise<string> {
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-10_000)));
  await new Promise<void>((resolve) => {
    child.once('error', (error) => {
      log += String(error);
      resolve();
    });
    child.once('close', () => resolve());
  });
  reaper.watch(undefined);
  reaper.release();
  const how = child.signalCode ?? `code ${String(child.exitCode)}`;
  return `Inlet ended with ${how}\n${log}`;
}

function untilReady(child: ChildProcess, ended: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    void ended.then((how) => reject(new Error(how)));
    if (child.stdout === null) return;
    createInterface(child.stdout).on('line', (line) => {
      const said = parseJson(line);
      if (said?.ready === true) resolve(said.url);
    });
  });
}

function parseJson(line: string): { ready?: boolean; url: string } | undefined {
  try {
    return JSON.parse(line) as { ready?: boolean; url: string };
  } catch {
    return undefined;
  }
}
