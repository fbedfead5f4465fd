import { Option } from 'commander';
import type { Store } from '../store/store.ts';
import { vendors } from '../vendors/index.ts';
import type { CustomChannels } from '../vendors/vendor.ts';
import { customChannelsOf } from '../vendors/vendor.ts';
import { CommandFailed, EXIT } from './exit.ts';

const known = customChannelsOf(vendors);
const [first = ''] = Object.keys(known);

/** Of the vendors whose channels and businesses are made here. */
export const customVendorOption = () =>
  new Option('--vendor <vendor>', 'whose channels they are')
    .choices(Object.keys(known))
    .default(first);

export function idsOf(vendor: string): CustomChannels {
  const ids = known[vendor];
  if (ids !== undefined) return ids;
  throw new CommandFailed(`Channels of ${vendor} are added over its own API.`, EXIT.usage);
}

export async function findCustomApp(
  store: Store,
  workspaceId: number,
  vendor: string,
): Promise<number> {
  const installation = await store.read.findInstallation({ workspaceId, vendor });
  if (installation !== null) return installation.appId;
  throw new CommandFailed(
    `No app of ${vendor} is installed in the workspace. \`inlet workspace create\` makes a workspace with one.`,
    EXIT.notFound,
  );
}

/** The numbers of the businesses of these external ids; null where none is named. */
export async function findBusinesses(
  store: Store,
  workspaceId: number,
  vendor: string,
  externalIds: readonly string[] | undefined,
): Promise<number[] | null> {
  if (externalIds === undefined) return null;
  const named = [...new Set(externalIds)];
  const found = await store.read.findBusinesses({ workspaceId, vendor, externalIds: named });
  const unknown = named.filter((id) => !found.some(({ externalId }) => externalId === id));
  if (unknown.length === 0) return found.map(({ id }) => id);
  throw new CommandFailed(
    `There is no business ${unknown.join(', ')} in the workspace; see \`inlet business list\`.`,
    EXIT.notFound,
  );
}
