import type { Principal } from '../access/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { App } from '../store/store.ts';
import type { ApiPorts } from './api-ports.ts';
import { idOf, missing } from './page.ts';

/** The app of this id, where the workspace looks after it or has it installed; else it is missing. */
export async function findApp(
  { store }: Pick<ApiPorts, 'store'>,
  { workspaceId }: Principal,
  id: string,
): Promise<App> {
  const app = await store.read.findApp({ id: idOf(id) });
  if (app === null) throw missing();
  if (app.workspaceId === workspaceId) return app;
  const installations = await store.read.listInstallations({ appId: app.id });
  if (installations.some((one) => one.workspaceId === workspaceId)) return app;
  throw missing();
}

/** An app that is only installed here is changed where it is looked after. */
export function requireOwnApp(app: App, { workspaceId }: Principal): App {
  if (app.workspaceId === workspaceId) return app;
  throw new Refusal(
    'forbidden',
    'Another workspace looks after this app; here it can only be taken out.',
  );
}

/** What a workspace that has merely installed the app sees of it holds nothing of its maker's. */
export async function presentApp(
  { store, now, manifestNotices }: Pick<ApiPorts, 'store' | 'now' | 'manifestNotices'>,
  app: App,
  workspaceId: number,
) {
  const isOwn = app.workspaceId === workspaceId;
  const notices = isOwn ? manifestNotices(app) : [];
  const installations = await store.read.listInstallations({ appId: app.id });
  const here = installations.find((one) => one.workspaceId === workspaceId);
  const secrets = isOwn ? await store.read.listAppSecrets({ appId: app.id, now: now() }) : [];
  const providers = await store.read.listProviders({ appId: app.id });
  return {
    id: String(app.id),
    vendor: app.vendor,
    clientId: app.clientId,
    name: app.name,
    isOwn,
    isPublic: app.isPublic,
    redirectUris: isOwn ? app.redirectUris : [],
    scopes: app.scopes,
    manifest: isOwn ? app.manifest : null,
    ...(notices.length === 0 ? {} : { notices }),
    deliveryUrl: isOwn ? app.deliveryUrl : null,
    secrets: secrets.map(({ lastFour, createdAt, expiresAt }) => ({
      lastFour,
      createdAt: timeOf(createdAt),
      expiresAt: expiresAt === null ? null : timeOf(expiresAt),
    })),
    providers: providers.map(({ externalId, name, type, deliveryUrl, attributes }) => ({
      externalId,
      name,
      type,
      deliveryUrl: isOwn ? deliveryUrl : null,
      deliveryType: deliveryTypeOf(attributes),
    })),
    installedAt: here === undefined ? null : timeOf(here.createdAt),
    createdAt: timeOf(app.createdAt),
  };
}

/** What its delivery URL is told that a message is; null: by rule. */
export function deliveryTypeOf({ deliveryType }: Record<string, unknown>): string | null {
  return typeof deliveryType === 'string' ? deliveryType : null;
}

const timeOf = (at: number) => new Date(at).toISOString();
