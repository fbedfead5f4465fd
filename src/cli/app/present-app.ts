import type { App, Store } from '../../store/store.ts';
import { manifestNoticesOf } from '../../vendors/client-makers.ts';
import { vendors } from '../../vendors/index.ts';
import { timeOrNull, timeText } from '../print.ts';

/** An app as `--json` prints it: as Inlet's API does, with every workspace that has it. */
export async function presentApp(store: Store, app: App) {
  const [secrets, providers, installations] = await Promise.all([
    store.read.listAppSecrets({ appId: app.id, now: Date.now() }),
    store.read.listProviders({ appId: app.id }),
    store.read.listInstallations({ appId: app.id }),
  ]);
  return {
    id: String(app.id),
    vendor: app.vendor,
    clientId: app.clientId,
    name: app.name,
    isPublic: app.isPublic,
    workspaceId: app.workspaceId === null ? null : String(app.workspaceId),
    redirectUris: app.redirectUris,
    scopes: app.scopes,
    manifest: app.manifest,
    notices: manifestNoticesOf(vendors)(app),
    deliveryUrl: app.deliveryUrl,
    secrets: secrets.map(({ lastFour, createdAt, expiresAt }) => ({
      lastFour,
      createdAt: timeText(createdAt),
      expiresAt: timeOrNull(expiresAt),
    })),
    providers: providers.map(({ externalId, name, type, deliveryUrl }) => ({
      externalId,
      name,
      type,
      deliveryUrl,
    })),
    installedIn: installations.map(({ workspaceId, userId, createdAt }) => ({
      workspaceId: String(workspaceId),
      userId: String(userId),
      createdAt: timeText(createdAt),
    })),
    createdAt: timeText(app.createdAt),
  };
}

type Shown = Awaited<ReturnType<typeof presentApp>>;

/** The same as lines for people. */
export function appText(app: Shown): string {
  const rows: [string, string][] = [
    ['id', app.id],
    ['vendor', app.vendor],
    ['client id', app.clientId],
    ['name', app.name],
    ['secrets end in', app.secrets.map(secretText).join(', ') || (app.isPublic ? 'none' : '-')],
    ['redirect URIs', app.redirectUris.join(' ') || '-'],
    ['scopes', app.scopes.join(' ') || '-'],
    ['delivery URL', app.deliveryUrl ?? '-'],
    ['manifest', app.manifest === null ? '-' : JSON.stringify(app.manifest)],
    ...app.notices.map((notice): [string, string] => ['notice', notice]),
    ['providers', app.providers.map((one) => `${one.externalId} (${one.type})`).join(' ') || '-'],
    ['installed in', app.installedIn.map(({ workspaceId }) => workspaceId).join(' ') || '-'],
  ];
  return rows.map(([name, value]) => `${name.padEnd(15)} ${value}`).join('\n');
}

function secretText({ lastFour, expiresAt }: Shown['secrets'][number]): string {
  return expiresAt === null ? lastFour : `${lastFour} (until ${expiresAt})`;
}
