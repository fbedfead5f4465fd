import type { Seeding } from '../vendor.ts';
import { SCOPE } from './capabilities.ts';
import {
  makeAccessToken,
  makeApiToken,
  makeChannelId,
  makeClientId,
  makeClientSecret,
  makeCompanyId,
} from './ids.ts';
import type { ChannelAttributes } from './present.ts';

const CHANNEL_ID = 'sandbox-channel';
/** Where a connector under test would listen; `inlet app update` sets another. */
const REDIRECT_URI = 'http://127.0.0.1:4399/callback';

/** The `pipedrive` part of sandbox.json: an installed app, tokens that may and may not, a channel. */
export async function seed(seeding: Seeding): Promise<Record<string, unknown>> {
  const { inbox, workspaceId, adminUserId, memberUserId, createToken } = seeding;
  const companyId = makeCompanyId();
  await inbox.addAlias({ workspaceId, vendor: 'pipedrive', externalId: companyId });
  const { appId, ...client } = await installApp(seeding);
  const attributes: ChannelAttributes = {
    id: makeChannelId(),
    providerType: 'other',
    templateSupport: false,
  };
  await inbox.addChannel({
    workspaceId,
    vendor: 'pipedrive',
    appId,
    externalId: CHANNEL_ID,
    name: 'Sandbox channel',
    avatarUrl: null,
    attributes,
    userId: adminUserId,
  });
  const token = (label: string, kind: 'api' | 'access', userId: number, scopes: string[]) =>
    createToken({
      kind,
      value: kind === 'api' ? makeApiToken() : makeAccessToken(),
      label,
      userId,
      appId,
      scopes,
    });
  return {
    baseUrl: `${seeding.origin}/v1`,
    apiToken: await token('API token of the admin', 'api', adminUserId, []),
    memberApiToken: await token('API token of the member', 'api', memberUserId, []),
    accessToken: await token('Access token', 'access', adminUserId, ['base', SCOPE]),
    accessTokenWithoutScope: await token('Without scope', 'access', adminUserId, ['base']),
    channelId: CHANNEL_ID,
    companyId: Number(companyId),
    userId: adminUserId,
    ...client,
  };
}

async function installApp({ apps, workspaceId, adminUserId }: Seeding) {
  const [clientId, clientSecret] = [makeClientId(), makeClientSecret()];
  const app = await apps.createInstalled({
    workspaceId,
    vendor: 'pipedrive',
    clientId,
    clientSecret,
    name: 'Sandbox connector',
    ownerUserId: adminUserId,
    redirectUris: [REDIRECT_URI],
    scopes: ['base', SCOPE],
  });
  if (app === null) throw new Error('a random client id was there already');
  return { ...app, clientId, clientSecret, redirectUri: REDIRECT_URI };
}

export function firstMessage(credentials: Record<string, unknown>): string {
  const body = JSON.stringify({
    id: 'first-message',
    channel_id: credentials['channelId'],
    sender_id: 'jane',
    conversation_id: 'first-conversation',
    message: 'Hello, is this thing on?',
    status: 'sent',
    created_at: new Date().toISOString(),
  });
  return (
    `curl -s ${String(credentials['baseUrl'])}/channels/messages/receive ` +
    `-H 'x-api-token: ${String(credentials['apiToken'])}' ` +
    `-H 'content-type: application/json' -d '${body}'`
  );
}
