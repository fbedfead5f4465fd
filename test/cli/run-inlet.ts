/** The `inlet` command, run to its end. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FreshDatabase } from '../support/database.ts';
import { inTests } from '../support/inlet-process.ts';
import { runProcess } from './run-process.ts';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** What was printed as JSON. */
  json: () => ReturnType<typeof JSON.parse>;
}

/** They last, listen to signals or read a stream: each is a process of its own. */
const LASTING: ReadonlySet<string> = new Set(['start', 'tail', 'fake-connector', 'mcp']);

/** The settings under which commands and a server find the same data. */
export function settingsOf(database: FreshDatabase): Record<string, string> {
  return {
    INLET_DATA: database.dataDirectory,
    ...(database.databaseUrl === undefined ? {} : { INLET_DATABASE_URL: database.databaseUrl }),
  };
}

/**
 * Starting a process takes a second and most commands a few milliseconds, so that those which only
 * open the database are run one after another in a process that is there already. How a process
 * begins and ends is what bin.test.ts and start.test.ts are about.
 */
export async function runInlet(
  settings: Record<string, string>,
  ...args: string[]
): Promise<Ended> {
  const env = { PATH: process.env['PATH'] ?? '', ...inTests(), INLET_PORT: '0', ...settings };
  const isLasting = LASTING.has(args[0] ?? '');
  const told = await (isLasting
    ? runProcess(env, args)
    : (host ??= new CommandHost()).run(env, args));
  return { ...told, json: () => JSON.parse(told.stdout) };
}

type Told = Omit<Ended, 'json'>;

let host: CommandHost | undefined;

/** One for all files of a test process; it ends with that. */
class CommandHost {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    const script = fileURLToPath(new URL('command-host.ts', import.meta.url));
    this.#child = fork(script, { env: { PATH: process.env['PATH'], ...inTests() }, execArgv: [] });
    this.#child.unref();
    this.#ended = once(this.#child, 'exit').then(() => {
      throw new Error('The process that runs commands has ended.');
    });
    this.#ended.catch(() => undefined);
  }

  run(env: Record<string, string>, args: string[]): Promise<Told> {
    const told = this.#last.then(async () => {
      this.#child.ref();
      this.#child.send({ env, args });
      const [answer] = (await Promise.race([once(this.#child, 'message'), this.#ended])) as [Told];
      this.#child.unref();
      return answer;
    });
    this.#last = told.catch(() => undefined);
    return told;
  }
}
