import { timingSafeEqual } from 'node:crypto';
import { secretContext } from '../domain/secret-context.ts';
import type { App, NewApp, NewAppSecret, Store } from '../store/store.ts';
import type { SecretBox } from './secret-box.ts';
import { hashToken, lastFour } from './token-format.ts';

export type AppDraft = Pick<App, 'vendor' | 'clientId' | 'name'> &
  Partial<Omit<App, 'id' | 'vendor' | 'clientId' | 'name' | 'createdAt'>> & {
    /** In clear, this once; null: a client that cannot keep one. */
    clientSecret: string | null;
  };

/** Apps and their secrets, as every face and command makes and uses them. */
export type Apps = {
  /** Null when the client id is taken. */
  create(draft: AppDraft): Promise<{ id: number } | null>;
  /** Makes the app and installs it in its workspace for its owner. */
  createInstalled(
    draft: AppDraft & { workspaceId: number; ownerUserId: number },
  ): Promise<{ appId: number } | null>;
  /** Installs an app that all workspaces share, and makes it where the server lacks it. */
  installShared(
    draft: Pick<AppDraft, 'vendor' | 'clientId' | 'name'> & { workspaceId: number; userId: number },
  ): Promise<{ appId: number }>;
  /** The newest secret in clear, with which Inlet signs in at the app's own addresses. */
  clientSecretOf(app: Pick<App, 'id' | 'clientId'>): Promise<string | null>;
  /** Whether this is one of the app's live secrets. */
  hasSecret(app: Pick<App, 'id'>, secret: string): Promise<boolean>;
  /** The secret before is taken for `overlapMs` more; an older one no longer. */
  rotateSecret(app: App, secret: string, overlapMs: number): Promise<void>;
};

export type AppsPorts = {
  store: Pick<Store, 'read' | 'write'>;
  secretBox: SecretBox;
  now: () => number;
};

export function createApps({ store, secretBox, now }: AppsPorts): Apps {
  const sealed = (clientId: string, secret: string): NewAppSecret => ({
    hash: hashToken(secret),
    box: secretBox.seal(secret, secretContext.appSecret(clientId)),
    lastFour: lastFour(secret),
  });
  const newApp = ({ clientSecret, ...draft }: AppDraft): NewApp => ({
    attributes: {},
    workspaceId: null,
    ownerUserId: null,
    redirectUris: [],
    scopes: [],
    manifest: null,
    deliveryUrl: null,
    isPublic: clientSecret === null,
    ...draft,
    secret: clientSecret === null ? null : sealed(draft.clientId, clientSecret),
    now: now(),
  });
  return {
    create: (draft) => store.write.createApp(newApp(draft)),
    async createInstalled(draft) {
      const made = await store.write.createApp(newApp(draft));
      if (made === null) return null;
      const { workspaceId, ownerUserId: userId } = draft;
      await store.write.installApp({ workspaceId, appId: made.id, userId, now: now() });
      return { appId: made.id };
    },
    async installShared({ workspaceId, userId, ...shared }) {
      const draft = newApp({ ...shared, clientSecret: null });
      const made = await store.write.createApp(draft);
      const app = made ?? (await store.read.findAppByClientId({ clientId: draft.clientId }));
      if (app === null) throw new Error(`the app ${draft.clientId} was removed meanwhile`);
      await store.write.installApp({ workspaceId, appId: app.id, userId, now: now() });
      return { appId: app.id };
    },
    async clientSecretOf({ id: appId, clientId }) {
      const [newest] = await store.read.listAppSecrets({ appId, now: now() });
      return newest === undefined
        ? null
        : secretBox.open(newest.box, secretContext.appSecret(clientId));
    },
    hasSecret: async ({ id: appId }, secret) =>
      isOneOf(await store.read.listAppSecrets({ appId, now: now() }), secret),
    async rotateSecret({ id: appId, clientId }, secret, overlapMs) {
      const fresh = { appId, secret: sealed(clientId, secret), now: now() };
      await store.write.rotateAppSecret({ ...fresh, untilAt: fresh.now + overlapMs });
    },
  };
}

/** Every one is compared, so that the time says nothing of which it was. */
function isOneOf(live: readonly Pick<NewAppSecret, 'hash'>[], secret: string): boolean {
  const presented = Buffer.from(hashToken(secret));
  return live.filter(({ hash }) => timingSafeEqual(Buffer.from(hash), presented)).length > 0;
}
