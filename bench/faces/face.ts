import type { AcceptCommand } from '../../src/domain/accept-command.ts';
import type { Store } from '../../src/store/store.ts';
import type { InletProcess } from '../../test/support/inlet-process.ts';
import type { RequestTemplate } from '../load/request.ts';
import { createInstalledApp } from '../../test/support/installed-app.ts';

/** One vendor's way in, measured over HTTP and against the raw write of the same rows. */
export interface MeasuredFace {
  name: string;
  /** The load over HTTP; ids of one run are no other's. Makes what it needs first. */
  requests(
    sandbox: InletProcess['sandbox'],
    run: string,
  ): RequestTemplate[] | Promise<RequestTemplate[]>;
  /** The same messages as commands to the store, without end. Makes what they need first. */
  commands(store: Store, owner: Owner): Promise<Generator<AcceptCommand, never>>;
}

/** A workspace of the raw store's. */
export interface Owner {
  workspaceId: number;
  userId: number;
}

export const CONVERSATIONS = 5_000;
const TEXT =
  'hello order parcel invoice tomorrow delivery morning question about your booking '.repeat(2);
/** As long as the texts over HTTP. */
export const RAW_TEXT = TEXT.slice(0, 120);

/** An app of the vendor and its one channel, `bench`. */
export async function prepareChannel(
  store: Store,
  { workspaceId, userId }: Owner,
  vendor: string,
): Promise<{ appId: number }> {
  const now = Date.now();
  const { appId } = await createInstalledApp(store, {
    workspaceId,
    vendor,
    clientId: 'bench',
    name: 'bench',
    ownerUserId: userId,
    now,
  });
  await store.write.addChannel({
    workspaceId,
    vendor,
    appId,
    externalId: 'bench',
    name: 'bench',
    avatarUrl: null,
    attributes: {},
    userId,
    createdAt: now,
  });
  return { appId };
}
