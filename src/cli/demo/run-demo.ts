import { pino } from 'pino';
import { createApp, type App } from '../../app.ts';
import type { Config } from '../../config/config-types.ts';
import type { DemoChannels } from '../../fake/demo.ts';
import type { CallInlet, FakeConnector } from '../../fake/fake-connector.ts';
import { Mark } from '../../store/mark.ts';
import { openStore } from '../../store/open-store.ts';
import { vendors } from '../../vendors/index.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { callInletAt } from '../fake-connector/call-inlet.ts';
import { serveConnector, type RunningConnector } from '../../fake/serve-connector.ts';
import { lossOrRefuse } from '../loss-or-refuse.ts';
import type { Credentials } from '../sandbox/credentials.ts';
import { servePictures } from './pictures.ts';

type Place = { connector: FakeConnector; running: RunningConnector };

/** An Inlet of its own on the sandbox's database, whose clock is set, and those who talk to it. */
export type RunningDemo = {
  call: CallInlet;
  setClock(at: number): void;
  /** Nothing that is due is left. */
  settled(): Promise<void>;
  channels: readonly DemoChannels[];
  connectors: ReadonlyMap<DemoChannels, Place>;
  picturesAt: string;
  users: { own: string; other: string };
};

/** Beside a server that runs, as every command; what listens meanwhile is on loopback. */
export async function withDemo<T>(
  config: Config,
  credentials: Credentials,
  work: (demo: RunningDemo) => Promise<T>,
): Promise<T> {
  let at = Date.now();
  const now = () => at;
  await using stack = new AsyncDisposableStack();
  const app = await startApp(config, now);
  stack.defer(() => app.stop());
  const url = await app.start();
  app.http.gate.open();
  const call = callInletAt({ url, inlet: credentials.inlet });
  const users = await usersOf(call, credentials);
  await refuseTwice(call);
  const pictures = stack.use(await servePictures());
  const channels: DemoChannels[] = [];
  const connectors = new Map<DemoChannels, Place>();
  for (const vendor of vendors) {
    const own = credentials[vendor.name] as Record<string, unknown> | undefined;
    const brought = own === undefined ? undefined : vendor.sandbox?.demo?.(own);
    if (own === undefined || brought === undefined) continue;
    channels.push(brought);
    const setup = { conversations: 0, messages: 0, credentials: own, key: null, now };
    const { taking } = brought;
    if (taking === undefined) continue;
    const connector = taking.connector({ ...setup, idPrefix: 'demo-' });
    const running = stack.use(await serveConnector(connector));
    connectors.set(brought, { connector, running });
    stack.defer(() => taking.listen(null, call));
    await taking.listen(running.url, call);
  }
  for (const brought of channels) await brought.open(call);
  return await work({
    ...{ call, channels, connectors, users, picturesAt: pictures.url },
    setClock: (time) => (at = time),
    async settled() {
      await app.outbox.settled();
      await app.copier.settled();
    },
  });
}

async function startApp(config: Config, now: () => number): Promise<App> {
  const store = await openStore(config.store);
  await lossOrRefuse(new Mark(config.dataDirectory, store), config, store, null);
  const own = { ...config, host: '127.0.0.1', port: 0, publicUrl: null };
  return createApp(own, { store, now, polls: false, logger: pino({ level: 'silent' }) });
}

async function usersOf(call: CallInlet, { inbox, workspace }: Credentials) {
  const { body } = await call({ method: 'GET', path: '/inlet/v1/workspace' });
  if (!(body as { sandbox: boolean }).sandbox) throw noSandbox(workspace.name);
  const answer = await call({ method: 'GET', path: '/inlet/v1/users?limit=100' });
  const { data } = answer.body as { data: { id: string; email: string }[] };
  const own = data.find(({ email }) => email === inbox.email);
  const other = data.find(({ email }) => email !== inbox.email);
  if (own === undefined || other === undefined) throw noSandbox(workspace.name);
  return { own: own.id, other: other.id };
}

/** What people have made of the day since then is theirs. */
async function refuseTwice(call: CallInlet): Promise<void> {
  const { body } = await call({ method: 'GET', path: '/inlet/v1/channels?limit=100' });
  const { data } = body as { data: { externalId: string }[] };
  if (!data.some(({ externalId }) => externalId.startsWith('demo-'))) return;
  throw new CommandFailed(
    'The demo day is in the sandbox already. `inlet sandbox reset` makes an empty one.',
    EXIT.refused,
  );
}

function noSandbox(name: string): CommandFailed {
  return new CommandFailed(`${name} is no sandbox: only one may be filled.`, EXIT.refused);
}
