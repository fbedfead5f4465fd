import { Command } from 'commander';
import { get } from 'node:http';
import { get as getSecurely } from 'node:https';
import { createInterface } from 'node:readline';
import { readEnvironment } from '../../config/env.ts';
import { configOrExit } from '../config-or-exit.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { readSandbox } from '../sandbox/sandbox-file.ts';

type Options = { url?: string; token?: string; json?: true };

type Line = {
  at: string;
  method: string;
  path: string;
  status: number;
  verdict: string | null;
  acceptanceId: string | null;
  reason: string | null;
  durationMs: number;
};

export function tailCommand(): Command {
  return new Command('tail')
    .description('Print each request, verdict and refusal of a running server, live.')
    .option('--url <url>', "the server's address; else the sandbox's")
    .option('--token <token>', "one of Inlet's own tokens; else INLET_TOKEN or the sandbox's")
    .option('--json', 'as the server sends them: one JSON object a line')
    .action(tail);
}

async function tail(options: Options): Promise<void> {
  const sandbox = readSandbox(configOrExit().dataDirectory);
  const url = options.url ?? sandbox?.url;
  const token = options.token ?? readEnvironment()['INLET_TOKEN'] ?? sandbox?.inlet.token;
  if (url === undefined || token === undefined) {
    throw new CommandFailed('There is no sandbox here: say --url and --token.', EXIT.usage);
  }
  const request = url.startsWith('https:') ? getSecurely : get;
  await new Promise<void>((resolve, reject) => {
    const call = request(
      `${url}/inlet/v1/tail`,
      { headers: { authorization: `Bearer ${token}` } },
      (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          reject(new CommandFailed(`The server answered ${String(response.statusCode)}.`));
          return;
        }
        const lines = createInterface(response);
        lines.on('line', (line) => {
          if (line !== '') console.log(options.json === true ? line : readable(line));
        });
        lines.once('close', resolve);
      },
    );
    call.once('error', (error) => {
      reject(new CommandFailed(`There is no server at ${url}: ${error.message}`));
    });
  });
}

function readable(text: string): string {
  const line = JSON.parse(text) as Line;
  const what = line.verdict === null ? line.reason : `${line.verdict} ${line.acceptanceId ?? ''}`;
  const time = line.at.slice(11, 23);
  return `${time}  ${line.status}  ${line.method} ${line.path}  ${what ?? ''}  ${line.durationMs} ms`;
}
