import type { ChannelKey } from '../../domain/channel.ts';
import type { HighLevelPrincipal } from './auth.ts';
import type { ProviderKind } from './capabilities.ts';
import { HighLevelRefusal, MESSAGE_TEXTS } from './errors.ts';
import type { RequestType } from './message-types.ts';
import type { HighLevelPorts } from './ports.ts';
import type { InstalledProvider } from './providers.ts';
import { settingsOf, VENDOR } from './settings.ts';

/** The app of channels that no app brought: one for each type, where no provider is named. */
export const NO_APP = 0;

/** The line that a message uses. `kind` is null for a channel of the location's own. */
export type MessageChannel = { key: ChannelKey; kind: ProviderKind | null };

type Said = { type: RequestType; conversationProviderId?: string | undefined };

/**
 * Which types a provider of each kind takes: as documented, and as the live service does
 * (docs/highlevel.md#provider-rules).
 */
const TYPES_OF: Record<ProviderKind, { docs: RequestType; live: RequestType }> = {
  sms: { docs: 'SMS', live: 'SMS' },
  customSms: { docs: 'SMS', live: 'Custom' },
  email: { docs: 'Email', live: 'Email' },
  customEmail: { docs: 'Custom', live: 'Custom' },
  call: { docs: 'Call', live: 'Call' },
};

/** At once where the provider is known: the accept path then waits for nothing here. */
export function channelOf(
  said: Said,
  principal: HighLevelPrincipal,
  { providers }: Pick<HighLevelPorts, 'providers'>,
): MessageChannel | Promise<MessageChannel> {
  const id = said.conversationProviderId;
  if (id === undefined || id === '') return builtInChannel(said.type, principal);
  const found = providers.find(principal.workspaceId, id);
  return found instanceof Promise
    ? found.then((late) => channelOfProvider(said.type, late, principal))
    : channelOfProvider(said.type, found, principal);
}

function builtInChannel(type: RequestType, principal: HighLevelPrincipal): MessageChannel {
  const { providerRules } = settingsOf(principal);
  const isDefault = type === 'SMS' || type === 'Email';
  const needsProvider = type === 'Call' || type === 'Custom';
  if (needsProvider || (providerRules === 'docs' && !isDefault)) {
    throw new HighLevelRefusal(400, MESSAGE_TEXTS.noProvider);
  }
  return { key: { appId: NO_APP, externalId: type }, kind: null };
}

function channelOfProvider(
  type: RequestType,
  provider: InstalledProvider | null,
  principal: HighLevelPrincipal,
): MessageChannel {
  if (provider === null) throw new HighLevelRefusal(400, MESSAGE_TEXTS.unknownProvider);
  const { channel, kind } = provider;
  requireOwnProvider(provider, principal);
  const { docs, live } = TYPES_OF[kind];
  const { providerRules } = settingsOf(principal);
  const taken = { docs: [docs], live: [live], both: [docs, live] }[providerRules];
  if (!taken.includes(type)) {
    throw new HighLevelRefusal(400, MESSAGE_TEXTS.wrongProvider, {
      canonicalCode: 'CONVERSATIONS_MSG_CONVERSATION_PROVIDER_MISMATCH',
    });
  }
  return { key: { appId: channel.appId, externalId: channel.externalId }, kind };
}

/** Only a token of the app that owns a provider may use it. */
export function requireOwnProvider(
  { channel }: InstalledProvider,
  principal: HighLevelPrincipal,
): void {
  if (principal.appId === channel.appId) return;
  throw new HighLevelRefusal(401, MESSAGE_TEXTS.notYourProvider(channel.externalId), {
    canonicalCode: 'CONVERSATIONS_MSG_PROVIDER_NO_ACCESS',
  });
}

/** A location's own channel for a type is made when it is first used. */
export async function makeBuiltInChannel(
  { key }: MessageChannel,
  principal: HighLevelPrincipal,
  { inbox }: Pick<HighLevelPorts, 'inbox'>,
): Promise<void> {
  await inbox.addChannel({
    ...key,
    workspaceId: principal.workspaceId,
    vendor: VENDOR,
    name: key.externalId.replaceAll('_', ' '),
    avatarUrl: null,
    attributes: {},
    userId: null,
  });
}
