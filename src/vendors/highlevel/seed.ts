import type { Seeding } from '../vendor.ts';
import { PROVIDER_KINDS, SCOPES } from './capabilities.ts';
import { withBody } from './contacts.ts';
import {
  createIds,
  makeAccessToken,
  makeClientId,
  makeClientSecret,
  makeHexId,
  makeLocationId,
  makePrivateIntegrationToken,
} from './ids.ts';
import { COMPANY, VENDOR } from './settings.ts';

const REDIRECT_URI = 'http://127.0.0.1:4399/callback';

const PROVIDER_NAMES = {
  sms: 'Sandbox SMS (default)',
  customSms: 'Sandbox SMS (additional)',
  email: 'Sandbox email (default)',
  customEmail: 'Sandbox email (additional)',
  call: 'Sandbox calls',
} as const;

/** The `highlevel` part of sandbox.json: a location, an app with its providers, tokens of both. */
export async function seed(seeding: Seeding): Promise<Record<string, unknown>> {
  const { inbox, workspaceId, adminUserId, createToken } = seeding;
  const [locationId, companyId] = [makeLocationId(), makeLocationId()];
  await inbox.addAlias({ workspaceId, vendor: VENDOR, externalId: locationId });
  await inbox.addAlias({ workspaceId, vendor: COMPANY, externalId: companyId });
  const { appId, ...client } = await installApp(seeding);
  const token = (label: string, kind: 'pit' | 'access') =>
    createToken({
      kind,
      value: kind === 'pit' ? makePrivateIntegrationToken() : makeAccessToken(),
      label,
      userId: adminUserId,
      appId: kind === 'pit' ? null : appId,
      scopes: Object.values(SCOPES),
    });
  return {
    baseUrl: seeding.origin,
    locationId,
    companyId,
    ...(await addContact(seeding)),
    privateIntegrationToken: await token('Private Integration Token', 'pit'),
    ...client,
    appAccessToken: await token("Access token of the providers' app", 'access'),
    providers: await addProviders(seeding, appId),
    webhookPublicKey: await seeding.signing.publicKeyOf(workspaceId),
  };
}

/** With its providers' app, for OAuth and for its own callbacks. */
async function installApp({ apps, workspaceId, adminUserId }: Seeding) {
  const client = { clientId: makeClientId(), clientSecret: makeClientSecret() };
  const installed = await apps.createInstalled({
    ...client,
    vendor: VENDOR,
    name: 'Sandbox conversation app',
    workspaceId,
    ownerUserId: adminUserId,
    redirectUris: [REDIRECT_URI],
    scopes: Object.values(SCOPES),
  });
  if (installed === null) throw new Error('A random client id was given twice.');
  return { ...installed, ...client, redirectUri: REDIRECT_URI };
}

/** Somebody to exchange messages with, and the conversation for it. */
async function addContact({ inbox, workspaceId, idKey }: Seeding) {
  const owner = { workspaceId, vendor: VENDOR };
  const details = withBody(null, {
    firstName: 'Jane',
    lastName: 'Doe',
    email: 'jane.doe@example.com',
    phone: '+12015550123',
  });
  const added = await inbox.addContact({ ...owner, ...details, uniqueBy: [] });
  if (added.kind !== 'done') throw new Error('A new location has no contacts.');
  const made = await inbox.addConversation({ ...owner, contactId: added.contact.id });
  if (made.kind === 'contact-missing') throw new Error('The contact was just made.');
  const ids = createIds(idKey);
  return {
    contactId: ids.contact.show(added.contact.id),
    conversationId: ids.conversation.show(made.conversation.id),
  };
}

async function addProviders({ apps }: Seeding, appId: number): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const kind of PROVIDER_KINDS) {
    const externalId = makeHexId();
    const name = PROVIDER_NAMES[kind];
    const addresses = { deliveryUrl: null, attributes: {} };
    await apps.addProvider({ appId, externalId, name, type: kind, ...addresses });
    ids[kind] = externalId;
  }
  return ids;
}
