import { Command, InvalidArgumentError } from 'commander';
import { readEnvironment } from '../../config/env.ts';
import { readSettings } from '../../config/read-settings.ts';
import { withoutEndSlashes } from '../../lib/without-end-slashes.ts';
import type { CommandPorts } from '../command-ports.ts';
import { configOrExit } from '../config-or-exit.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { givenSecret } from '../given-secret.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { readSandbox } from '../sandbox/sandbox-file.ts';
import { serverUrl } from '../server-url.ts';
import { exchangeText, type Seen } from '../tail/exchange-text.ts';
import { followExchanges } from '../tail/follow-exchanges.ts';
import { refusedSince } from '../tail/refused-since.ts';
import { isSelected, statusesOf } from '../tail/selected.ts';

type Options = JsonOption & {
  url?: string;
  token?: string;
  tokenFile?: string;
  tokenStdin?: true;
  since?: number;
  vendor?: string;
  status?: RegExp;
};

export function tailCommand({ untilStopped }: CommandPorts): Command {
  return new Command('tail')
    .description(
      'Print each request of a running server, its verdict or refusal, and each callback, live.',
    )
    .option('--url <url>', 'the server (default: INLET_URL, else the one of INLET_DATA)')
    .option('--token <token>', 'an Inlet token (default: INLET_TOKEN, else that of the sandbox)')
    .option('--token-file <path>', 'likewise, in a file')
    .option('--token-stdin', 'likewise, on standard input')
    .option('--vendor <name>', 'only what is of this vendor, or of inlet')
    .option('--status <statuses>', 'only these, such as 4xx or 401,5xx', statusesOf)
    .option('--since <time>', 'first what was refused since then, such as 10m', ageOf)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Shown are the requests of the token's workspace; a token with the scope operator, such as the
sandbox's, also sees those without a valid credential. Lines with an arrow are callbacks: replies and
events that are handed over, and questions about the past, with the number of the attempt, its outcome
and the beginning of the answer. Once it is connected it says so on standard error. --since begins
with what was refused since then; what was accepted is not kept as lines. No content of a message is shown, and no secret.

Example:
  $ inlet tail
  $ inlet tail --json --url https://inbox.example.com --token inlet_pat_...`,
    )
    .action(async (options: Options) => {
      const server = await serverOf(options);
      const stop = new AbortController();
      void untilStopped().then(() => {
        stop.abort();
      });
      const show = (seen: Seen) => {
        if (!isSelected(options, seen)) return;
        print(options, seen, () => exchangeText(seen));
      };
      const connected = () => console.error(`inlet: connected to ${server.url}, waiting.`);
      const lines = followExchanges(server, stop.signal, undefined, connected);
      if (options.since !== undefined) {
        const since = Date.now() - options.since;
        for (const seen of await refusedSince(server, since)) show(seen);
      }
      for await (const line of lines) show(JSON.parse(line) as Seen);
    });
}

/** Milliseconds of a span such as 10m. */
function ageOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (unit === undefined) throw new InvalidArgumentError('Write a span such as 30s, 10m or 2h.');
  return Number(count) * { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 's'];
}

async function serverOf(options: Options): Promise<{ url: string; token: string }> {
  const config = configOrExit();
  const { values } = readSettings(readEnvironment());
  const url = options.url ?? values.INLET_URL ?? serverUrl(config);
  const { token: argument, tokenFile: file, tokenStdin: stdin } = options;
  const given = await givenSecret('token', { argument, file, stdin });
  const token = given ?? values.INLET_TOKEN ?? readSandbox(config.dataDirectory)?.inlet.token;
  if (token !== undefined) return { url: withoutEndSlashes(url), token };
  throw new CommandFailed(
    'There is no sandbox whose token could be used: give one with --token or INLET_TOKEN. ' +
      '`inlet token create` makes one.',
    EXIT.usage,
  );
}
