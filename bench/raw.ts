/** The store's own group write, with the rows of real requests and no HTTP: the limit above all. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcceptCommand } from '../src/domain/accept-command.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { toAcceptCommand } from '../src/vendors/pipedrive/inbound.ts';
import { startDatabase, type Engine } from './subject.ts';

const CONVERSATIONS = 5_000;
const CHANNEL = 'bench';
const TEXT =
  'hello order parcel invoice tomorrow delivery morning question about your booking '.repeat(2);
const WARM_UP_MS = 1_000;

export interface RawResult {
  /** Messages a second, by size of group. */
  perSecond: Record<number, number>;
}

export async function measureRaw(
  engine: Engine,
  sizes: readonly number[],
  durationMs: number,
): Promise<RawResult> {
  const directory = mkdtempSync(join(tmpdir(), 'inlet-bench-'));
  const database = engine === 'postgres' ? await startDatabase() : undefined;
  const store = await openStore(
    database === undefined
      ? { kind: 'sqlite', directory }
      : { kind: 'postgres', url: database.url },
  );
  const owner = await prepareChannel(store);
  const perSecond: Record<number, number> = {};
  const source = commandSource(owner);
  await writeFor(store, source, 64, WARM_UP_MS);
  for (const size of sizes) perSecond[size] = await writeFor(store, source, size, durationMs);
  await store.close();
  await database?.stop();
  rmSync(directory, { recursive: true, force: true });
  return { perSecond };
}

/** As many groups under way as the server has, each replaced as soon as it is on disk. */
async function writeFor(
  store: Store,
  source: Iterator<AcceptCommand>,
  size: number,
  durationMs: number,
): Promise<number> {
  const startedAt = performance.now();
  let written = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() - startedAt < durationMs) {
      const group = Array.from({ length: size }, () => source.next().value as AcceptCommand);
      await store.accept(group);
      written += size;
    }
  };
  await Promise.all(Array.from({ length: store.lanes * store.laneDepth }, lane));
  return (written * 1_000) / (performance.now() - startedAt);
}

async function prepareChannel(store: Store): Promise<{ workspaceId: number; appId: number }> {
  const now = Date.now();
  const { id: workspaceId } = await store.write.createWorkspace({
    name: 'bench',
    settings: {},
    now,
  });
  const email = 'bench@example.invalid';
  const user = await store.write.createUser({ workspaceId, email, name: 'B', role: 'admin', now });
  const { appId } = await store.write.createInstalledApp({
    workspaceId,
    vendor: 'pipedrive',
    clientId: 'bench',
    name: 'bench',
    ownerUserId: user.id,
    now,
  });
  await store.write.addChannel({
    workspaceId,
    vendor: 'pipedrive',
    appId,
    externalId: CHANNEL,
    name: 'bench',
    avatarUrl: null,
    attributes: {},
    userId: user.id,
    createdAt: now,
  });
  return { workspaceId, appId };
}

function* commandSource(owner: {
  workspaceId: number;
  appId: number;
}): Generator<AcceptCommand, never> {
  for (let sequence = 0; ; sequence += 1) {
    const conversation = (sequence * 7_919) % CONVERSATIONS;
    const body = {
      id: `raw-${String(sequence).padStart(12, '0')}`,
      channel_id: CHANNEL,
      sender_id: `sender-${conversation}`,
      conversation_id: `conversation-${conversation}`,
      message: TEXT.slice(0, 120),
      status: 'sent' as const,
      created_at: new Date().toISOString(),
      attachments: [],
    };
    yield toAcceptCommand(body, owner, Date.now());
  }
}
