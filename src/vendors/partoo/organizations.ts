import type { Principal } from '../../access/principal.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import type { Asked } from '../../http/asked.ts';
import { isWellFormed } from '../../lib/well-formed.ts';
import type { Store } from '../../store/store.ts';
import type { VendorPorts } from '../vendor.ts';
import { VENDOR } from './capabilities.ts';

/**
 * In which organization a request acts, by what it says of it: `org_id` (docs/partoo.md#roles),
 * else the channel in its path, which belongs to one, else the only one that the key has. Nothing
 * else is read before this is known.
 */
export async function findOrganization(
  { read }: Pick<Store, 'read'>,
  principal: Principal,
  request: Asked,
): Promise<number> {
  const asked = organizationIn(request);
  if (asked !== null) {
    const found = await read.findWorkspaceByAlias({ vendor: VENDOR, externalId: asked });
    if (found === null) throw notThere();
    return found;
  }
  if (!principal.isWide) return principal.workspaceId;
  const channel = (request.params as { channelId?: string }).channelId;
  if (channel === undefined) throw wrongField('org_id', SEVERAL);
  // No channel's id, as the route will say.
  if (!isWellFormed(channel)) return principal.workspaceId;
  const { tokenId } = principal;
  const found = await read.workspacesWithChannel({ tokenId, externalId: channel });
  // Where no organization has the channel, any of them answers that it is missing.
  if (found.length > 1) throw wrongField('org_id', SEVERAL);
  return found[0] ?? principal.workspaceId;
}

/** The organization's id as the vendor shows it. */
export async function organizationIdOf(
  { inbox }: Pick<VendorPorts, 'inbox'>,
  workspaceId: number,
): Promise<number> {
  return Number(await inbox.aliasOf(workspaceId, VENDOR));
}

const SEVERAL = 'is required in the query: the key acts in several organizations';

/** An organization that the key does not act in, whether or not it exists. */
export function notThere(): Refusal {
  return new Refusal('forbidden', 'The key does not act in the organization of org_id.');
}

/**
 * The `org_id` of the query; null where there is none. A path that matches no route has none read.
 */
export function organizationIn(request: Asked): string | null {
  const query = (request.query ?? {}) as Record<string, unknown>;
  const id = query['org_id'];
  if (id === undefined) return null;
  return typeof id === 'string' && id !== '' && isWellFormed(id) ? id : '?';
}
