/** The store's own group write, with the rows of real requests and no HTTP: the limit above all. */
import type { AcceptCommand } from '../src/domain/accept-command.ts';
import type { Store } from '../src/store/store.ts';
import { openEmptyStore } from './empty-store.ts';
import type { MeasuredFace, Owner } from './faces/face.ts';
import type { Engine } from './subject.ts';

const WARM_UP_MS = 1_000;

export interface RawResult {
  /** Messages a second, by size of group. */
  perSecond: Record<number, number>;
}

export async function measureRaw(
  engine: Engine,
  face: MeasuredFace,
  sizes: readonly number[],
  durationMs: number,
): Promise<RawResult> {
  const { store, close } = await openEmptyStore(engine);
  const perSecond: Record<number, number> = {};
  const source = await face.commands(store, await makeOwner(store));
  await writeFor(store, source, 64, WARM_UP_MS);
  for (const size of sizes) perSecond[size] = await writeFor(store, source, size, durationMs);
  await close();
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

/** A workspace and somebody in it. */
async function makeOwner(store: Store): Promise<Owner> {
  const now = Date.now();
  const made = await store.write.createWorkspace({ name: 'bench', settings: {}, now });
  const workspaceId = made.id;
  const email = 'bench@example.invalid';
  const user = await store.write.createUser({ workspaceId, email, name: 'B', role: 'admin', now });
  return { workspaceId, userId: user.id };
}
