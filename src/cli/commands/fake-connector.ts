import { Command, Option } from 'commander';
import type { FakeConnector } from '../../fake/fake-connector.ts';
import type { CommandPorts } from '../command-ports.ts';
import { configOrExit } from '../config-or-exit.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { callInletAt } from '../fake-connector/call-inlet.ts';
import { abilitiesText, fakeMakers } from '../fake-connector/fake-makers.ts';
import { failureNames, noInlet, serveConnector } from '../../fake/serve-connector.ts';
import type { ReadRequest, RunningConnector } from '../../fake/serve-connector.ts';
import { requestText, sentText, toldText } from '../fake-connector/shown-text.ts';
import { tellInlet } from '../../fake/tell-inlet.ts';
import { givenSecret } from '../given-secret.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { objectInFile } from '../read-text.ts';
import type { Credentials } from '../sandbox/credentials.ts';
import { readSandbox } from '../sandbox/sandbox-file.ts';

type Options = JsonOption & {
  vendor: string;
  port: string;
  register?: true;
  tell?: string;
  fail?: string;
  times: string;
  conversations: string;
  messages: string;
  credentials?: string;
  key?: string;
  keyFile?: string;
  keyStdin?: true;
};

export function fakeConnectorCommand({ untilStopped }: CommandPorts): Command {
  const names = [...fakeMakers.keys()];
  return new Command('fake-connector')
    .description(
      'Serve what Inlet calls: a connector to develop against, which can be told to fail.',
    )
    .addOption(
      new Option('--vendor <name>', 'whose connector; inlet: of own webhooks')
        .choices(names)
        .makeOptionMandatory(),
    )
    .option('--port <port>', 'the port to listen on; 0 takes a free one', '4399')
    .option('--register', 'tell Inlet to call it')
    .option('--tell <names>', 'what it tells Inlet of each message that it takes, such as a,b')
    .option('--fail <name>', 'how the next answers go wrong')
    .option('--times <number>', 'how many answers go wrong', '1')
    .option('--conversations <number>', 'how many it has had before', '3')
    .option('--messages <number>', 'how many messages each of them has', '5')
    .option('--credentials <file>', 'as `workspace create --json` prints them (default: sandbox)')
    .option('--key <text>', 'what it verifies with (default: what the credentials say)')
    .option('--key-file <path>', 'likewise, in a file')
    .option('--key-stdin', 'likewise, on standard input')
    .addOption(jsonOption())
    .addHelpText('after', () => `\n${EXPLANATION}\n\n${abilitiesText()}`)
    .action((options: Options) => serve(options, untilStopped));
}

const EXPLANATION = `It prints what Inlet has to be told so that it calls here (--register tells it), then every request
that it is sent, and whether that is genuine: one that is not is answered 401. While it runs:

  POST /_fail/NAME/TIMES          the next answers go wrong
  POST /_fail/NAME/TIMES/replies  those to replies, while events go their way
  POST /_tell/NAME                it tells Inlet something

--key is the public key of what is signed with one, client id and secret with a colon between, or the
secret of a webhook.

Examples:
  $ inlet fake-connector --vendor highlevel --register --tell delivered,read
  $ curl -X POST http://127.0.0.1:4399/_tell/message
  $ curl -X POST http://127.0.0.1:4399/_fail/server-error/3/replies`;

async function serve(options: Options, untilStopped: () => Promise<NodeJS.Signals>): Promise<void> {
  const credentials = credentialsOf(options);
  const { key: argument, keyFile: file, keyStdin: stdin } = options;
  const key = await givenSecret('key', { argument, file, stdin });
  const connector = connectorOf(options, credentials, key ?? null);
  const call = credentials === null ? noInlet : callInletAt(credentials);
  const told = namesToTell(connector, options);
  const at = { origin: '' };
  const tell = async (name: string) => {
    const one = await tellInlet(connector, name, { ...at, call });
    print(options, one, () => toldText(one, credentials));
    return one;
  };
  await using running = await serveOrRefuse(connector, {
    port: countOf(options.port, '--port'),
    onRequest: (request) => print(options, shown(request), () => requestText(request)),
    onSent(request, status) {
      if (options.json !== true) console.log(sentText(request, status));
    },
    async onAnswered({ isReply }) {
      if (isReply) for (const name of told) await tell(name);
    },
    tell,
  });
  at.origin = running.url;
  failFrom(connector, running, options);
  const registered = options.register === true ? await connector.register(at.origin, call) : null;
  const { what, value } = connector.registration(at.origin);
  print(options, { url: at.origin, [what]: value, registered }, () =>
    [
      `Listening on ${at.origin}.`,
      registered ?? `Its ${what}:\n${JSON.stringify(value, null, 2)}`,
    ].join('\n'),
  );
  await untilStopped();
}

async function serveOrRefuse(
  ...asked: Parameters<typeof serveConnector>
): Promise<RunningConnector> {
  try {
    return await serveConnector(...asked);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new CommandFailed(
      `Port ${asked[1]?.port ?? 0} ${code === 'EACCES' ? 'is not allowed' : 'is in use'}: give another with --port; 0 takes a free one.`,
    );
  }
}

function connectorOf(
  options: Options,
  credentials: Credentials | null,
  key: string | null,
): FakeConnector {
  const make = fakeMakers.get(options.vendor);
  if (make === undefined) throw new CommandFailed('There is no such vendor.', EXIT.usage);
  return make({
    conversations: countOf(options.conversations, '--conversations'),
    messages: countOf(options.messages, '--messages'),
    credentials: (credentials?.[options.vendor] ?? {}) as Record<string, unknown>,
    key,
    idPrefix: `${Date.now().toString(36)}-`,
    now: Date.now,
  });
}

/** Null where there are none: then nothing is verified, and nothing told. */
function credentialsOf({ credentials: file, register, tell }: Options): Credentials | null {
  if (file !== undefined) return objectInFile('--credentials', file) as Credentials;
  const sandbox = readSandbox(configOrExit().dataDirectory);
  if (sandbox !== null || (register === undefined && tell === undefined)) return sandbox;
  throw new CommandFailed(
    'There is no sandbox to tell: start Inlet first, or name --credentials.',
    EXIT.notFound,
  );
}

function namesToTell({ tells }: FakeConnector, { tell }: Options): string[] {
  const names = tell?.split(',') ?? [];
  const unknown = names.find((name) => !Object.hasOwn(tells, name));
  if (unknown === undefined) return names;
  const known = Object.keys(tells).join(', ') || 'nothing';
  throw new CommandFailed(`It cannot tell ${unknown}; it can tell ${known}.`, EXIT.usage);
}

function failFrom(connector: FakeConnector, running: RunningConnector, options: Options): void {
  const { fail, times } = options;
  if (fail === undefined || running.fail(fail, countOf(times, '--times'))) return;
  throw new CommandFailed(`It can fail by ${failureNames(connector).join(', ')}.`, EXIT.usage);
}

function countOf(text: string, option: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new CommandFailed(`${option} needs a number.`, EXIT.usage);
}

function shown({ method, path, query, fields, ...reading }: ReadRequest) {
  const { isGenuine, isReply, remarks } = reading;
  return { method, path, query: Object.fromEntries(query), fields, isGenuine, isReply, remarks };
}
