import type { Seeding } from '../vendor.ts';
import type { RoleName } from './capabilities.ts';
import { BUSINESS_SCOPE, ROLES, VENDOR } from './capabilities.ts';
import {
  makeApiKey,
  makeBusinessId,
  makeChannelId,
  makeClientId,
  makeOrganizationId,
} from './ids.ts';

/** The roles that sandbox.json has a key of. */
const SEEDED = ['ORG_ADMIN', 'PROVIDER', 'GROUP_MANAGER', 'BUSINESS_MANAGER', 'PUBLISHER'] as const;

/** The `partoo` part of sandbox.json: a business, two custom channels, a key of each role. */
export async function seed(seeding: Seeding): Promise<Record<string, unknown>> {
  const { inbox, apps, workspaceId, adminUserId } = seeding;
  const organizationId = makeOrganizationId();
  await inbox.addAlias({ workspaceId, vendor: VENDOR, externalId: organizationId });
  const app = await apps.createInstalled({
    workspaceId,
    vendor: VENDOR,
    clientId: makeClientId(),
    clientSecret: null,
    name: 'Custom channels',
    ownerUserId: adminUserId,
  });
  if (app === null) throw new Error('a random client id was there already');
  const { appId } = app;
  const businessId = await addBusiness(seeding);
  const channelId = await addChannel(seeding, appId, {
    name: 'Sandbox channel',
    isReadonly: false,
  });
  const readonlyChannelId = await addChannel(seeding, appId, {
    name: 'Sandbox channel, read-only',
    isReadonly: true,
  });
  const keys: Partial<Record<RoleName, string>> = {};
  for (const role of SEEDED) keys[role] = await addKey(seeding, appId, role, businessId);
  return {
    baseUrl: `${seeding.origin}/v2`,
    organizationId: Number(organizationId),
    businessId,
    channelId,
    readonlyChannelId,
    apiKeys: keys,
    webhookPublicKey: await seeding.signing.publicKeyOf(workspaceId),
  };
}

async function addBusiness({ inbox, workspaceId }: Seeding): Promise<string> {
  const externalId = makeBusinessId();
  await inbox.addBusiness({
    workspaceId,
    vendor: VENDOR,
    externalId,
    name: 'Sandbox shop',
    city: 'Paris',
    zipcode: '75001',
    country: 'FR',
    formattedAddress: '1 rue de Rivoli, 75001 Paris, France',
  });
  return externalId;
}

async function addChannel(
  { inbox, workspaceId, adminUserId }: Seeding,
  appId: number,
  channel: { name: string; isReadonly: boolean },
): Promise<string> {
  const externalId = makeChannelId();
  await inbox.addChannel({
    ...channel,
    workspaceId,
    vendor: VENDOR,
    appId,
    externalId,
    avatarUrl: null,
    attributes: {},
    userId: adminUserId,
  });
  return externalId;
}

function addKey(
  { createToken, adminUserId }: Seeding,
  appId: number,
  role: RoleName,
  businessId: string,
): Promise<string> {
  return createToken({
    kind: role,
    value: makeApiKey(),
    label: `API key, ${role}`,
    userId: adminUserId,
    appId,
    scopes: ROLES[role].reach === 'businesses' ? [BUSINESS_SCOPE + businessId] : [],
  });
}

export function firstMessage(credentials: Record<string, unknown>): string {
  const body = JSON.stringify({
    business_id: credentials['businessId'],
    external_conversation_id: 'first-conversation',
    external_message_id: 'first-message',
    content: 'Hello, is this thing on?',
    sender_type: 'Consumer',
    consumer_name: 'Jane Doe',
  });
  const keys = credentials['apiKeys'] as Record<string, string>;
  return (
    `curl -s ${String(credentials['baseUrl'])}/custom-channels/${String(credentials['channelId'])}/messages ` +
    `-H 'x-APIKey: ${keys['ORG_ADMIN'] ?? ''}' ` +
    `-H 'content-type: application/json' -d '${body}'`
  );
}
