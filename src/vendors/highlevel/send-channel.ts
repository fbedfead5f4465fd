import type { HighLevelPrincipal } from './auth.ts';
import type { ProviderKind } from './capabilities.ts';
import { HighLevelRefusal, MESSAGE_TEXTS } from './errors.ts';
import type { MessageChannel } from './message-channel.ts';
import { makeBuiltInChannel } from './message-channel.ts';
import type { HighLevelPorts } from './ports.ts';
import { VENDOR } from './settings.ts';

/** Which kind of provider replaces the location's own way of sending a type. */
const REPLACES: Partial<Record<string, ProviderKind>> = { SMS: 'sms', Email: 'email' };

/**
 * The row of the channel that a message goes out on: the provider that it names; else the newest
 * one installed that replaces the default for its type; else the location's own for that type.
 */
export async function findSendChannel(
  { key, kind }: MessageChannel,
  type: string,
  principal: HighLevelPrincipal,
  ports: Pick<HighLevelPorts, 'inbox' | 'store'>,
): Promise<number> {
  const { workspaceId } = principal;
  const replaces = REPLACES[type];
  if (kind === null && replaces !== undefined) {
    const all = await ports.store.read.listChannelsOfVendor({ workspaceId, vendor: VENDOR });
    const replacing = all.filter(({ attributes }) => attributes['type'] === replaces).at(-1);
    if (replacing !== undefined) return replacing.id;
  }
  const find = async () => {
    const found = await ports.store.read.findChannels({
      workspaceId,
      vendor: VENDOR,
      externalId: key.externalId,
    });
    return found.find(({ appId }) => appId === key.appId)?.id;
  };
  const known = await find();
  if (known !== undefined) return known;
  if (kind === null) await makeBuiltInChannel({ key, kind }, principal, ports);
  const made = await find();
  if (made === undefined) throw new HighLevelRefusal(400, MESSAGE_TEXTS.unknownProvider);
  return made;
}
