import { Command } from 'commander';
import type { ConnectorRequest } from '../../domain/fake-connector.ts';
import { vendors } from '../../vendors/index.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import type { CommandPorts } from '../command-ports.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { serveConnector } from '../fake-connector/serve-connector.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';

type Options = JsonOption & {
  port: string;
  conversations: string;
  messages: string;
  fail?: string;
  times: string;
};

export function fakeConnectorCommand({ untilStopped }: CommandPorts): Command {
  const makers = new Map(
    vendors.flatMap((vendor) =>
      vendor.fakeConnector === undefined ? [] : [[vendor.name, vendor] as const],
    ),
  );
  return new Command('fake-connector')
    .description(
      'Serve what Inlet calls: a connector to develop against, which can be told to fail.',
    )
    .argument('<vendor>', `whose connector: ${[...makers.keys()].join(', ')}`)
    .option('--port <port>', 'the port to listen on; 0 takes a free one', '4399')
    .option('--conversations <number>', 'how many it has had before', '3')
    .option('--messages <number>', 'how many messages each of them has', '5')
    .option('--fail <name>', 'how the next answers go wrong; an unknown name lists them')
    .option('--times <number>', 'how many answers go wrong', '1')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
It prints what Inlet has to be told so that it calls here, then every request that it is sent. While it
runs, POST /_fail/NAME/TIMES makes the next answers go wrong.

Example:
  $ inlet fake-connector ${[...makers.keys()][0] ?? 'vendor'} --conversations 100 --fail silence`,
    )
    .action((vendor: string, options: Options) => serve(makers.get(vendor), options, untilStopped));
}

async function serve(
  vendor: Vendor | undefined,
  options: Options,
  untilStopped: CommandPorts['untilStopped'],
): Promise<void> {
  const connector = vendor?.fakeConnector?.({
    conversations: countOf(options.conversations, '--conversations'),
    messages: countOf(options.messages, '--messages'),
  });
  if (connector === undefined) {
    throw new CommandFailed('There is no fake connector of that vendor; see --help.', EXIT.usage);
  }
  await using running = await serveConnector(connector, {
    port: countOf(options.port, '--port'),
    onRequest: (request) => print(options, shown(request), () => text(request)),
  });
  const { fail, times } = options;
  if (fail !== undefined && !running.fail(fail, countOf(times, '--times'))) {
    throw new CommandFailed(`It can fail by ${running.failures.join(', ')}.`, EXIT.usage);
  }
  const { what, value } = connector.registration(running.url);
  print(options, { url: running.url, [what]: value }, () => {
    return `Listening on ${running.url}. Its ${what}:\n${JSON.stringify(value, null, 2)}`;
  });
  await untilStopped();
}

function countOf(text: string, option: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new CommandFailed(`${option} needs a number.`, EXIT.usage);
}

function shown({ method, path, query, fields }: ConnectorRequest) {
  return { method, path, query: Object.fromEntries(query), fields };
}

function text({ method, path, query, fields }: ConnectorRequest): string {
  const asked = query.size === 0 ? '' : `?${query.toString()}`;
  const lines = Object.entries(fields).map(
    ([name, values]) => `    ${name}: ${values.join(' | ')}`,
  );
  return [`${method} ${path}${asked}`, ...lines].join('\n');
}
