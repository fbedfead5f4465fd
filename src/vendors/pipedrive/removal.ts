import type { Courier, OutgoingRemoval, Outcome } from '../../domain/delivery.ts';
import type { Channel } from '../../domain/channel.ts';
import { judgeAnswer, refused } from '../../domain/judge-answer.ts';
import type { VendorPorts } from '../vendor.ts';
import { explain, named, requestTo } from './client.ts';
import { providerOf } from './provider-of.ts';

/*
 * A channel that people remove is removed at its provider too, by deleteChannelById
 * (docs/pipedrive.md#manifest). One that the connector deletes itself through the API is not.
 */

/** The vendor asks for this endpoint only where a user can have several channels. */
export async function hearsOfRemoval(
  ports: Pick<VendorPorts, 'apps'>,
  channel: Channel,
): Promise<boolean> {
  return (await providerOf(ports, channel))?.manifest.deleteChannelById !== undefined;
}

/** No access any more, or no such channel: it is as removed as it can be. */
const AS_GOOD_AS_REMOVED = [401, 404, 410];

export async function tellRemoval(
  ports: Pick<VendorPorts, 'apps'>,
  { channel: { appId, externalId } }: OutgoingRemoval,
  courier: Courier,
): Promise<Outcome> {
  const provider = await providerOf(ports, { appId });
  const ids = { providerChannelId: externalId };
  const request = provider === null ? null : requestTo(provider, 'deleteChannelById', ids);
  if (request === null) return refused('The app of this channel names no deleteChannelById.');
  const answer = await courier.handOver(request, { canRepeat: true });
  if (answer.kind === 'answered' && AS_GOOD_AS_REMOVED.includes(answer.status)) {
    return { kind: 'sent', identity: null };
  }
  const judging = { now: courier.now, canRepeat: true, explain };
  return named('deleteChannelById', judgeAnswer(answer, judging));
}
