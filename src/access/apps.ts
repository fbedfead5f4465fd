import { timingSafeEqual } from 'node:crypto';
import { secretContext } from '../domain/secret-context.ts';
import type { App, AppChange, NewApp, NewAppSecret, Provider, Released } from '../store/store.ts';
import type { ChangePorts, Given } from './changes.ts';
import { forgetting } from './changes.ts';
import type { SecretBox } from './secret-box.ts';
import { hashToken, lastFour } from './token-format.ts';
import { localNetworksIn } from './local-networks.ts';

export type AppDraft = Pick<App, 'vendor' | 'clientId' | 'name'> &
  Partial<Omit<App, 'id' | 'vendor' | 'clientId' | 'name' | 'createdAt'>> & {
    /** In clear, this once; null: a client that cannot keep one. */
    clientSecret: string | null;
  };

/** That an app was taken out of a workspace, with what it takes to tell the app so. */
export type Uninstalled = {
  app: App;
  clientSecret: string | null;
  workspaceId: number;
  /** Who had installed it. */
  userId: number;
  /** What may be called for the workspace beside the public internet. */
  localNetworks: string[];
};

/** Apps and their secrets, as every face and command makes and uses them. */
export type Apps = {
  /** Null when its owner has one with the client id. */
  create: (draft: AppDraft) => Promise<{ id: number } | null>;
  /** Makes the app and installs it in its workspace for its owner. */
  createInstalled: (
    draft: AppDraft & { workspaceId: number; ownerUserId: number },
  ) => Promise<{ appId: number } | null>;
  find: (id: number) => Promise<App | null>;
  /** The newest secret in clear, with which Inlet signs in at the app's own addresses. */
  clientSecretOf: (app: Pick<App, 'id' | 'clientId'>) => Promise<string | null>;
  /** Whether this is one of the app's live secrets. */
  hasSecret: (app: Pick<App, 'id'>, secret: string) => Promise<boolean>;
  /** The secret before is taken for `overlapMs` more; an older one no longer. */
  rotateSecret: (app: App, secret: string, overlapMs: number) => Promise<void>;
  /** Replies, and the pasts of channels, that waited for an address or a manifest go on. */
  change: (app: Pick<App, 'id'>, change: AppChange) => Promise<void>;
  /** False where it was installed before. */
  install: (installation: Given<'installApp'>) => Promise<boolean>;
  /** What carries messages for it. Null when the external id is taken. */
  addProvider: (provider: Given<'addProvider'>) => Promise<{ id: number } | null>;
  /** Null where it is gone. Replies that waited for its address go out. */
  changeProvider: (change: Given<'updateProvider'>) => Promise<Provider | null>;
  /** Ends all that the app has in the workspace. `told`: when the app's maker was told, or not. */
  uninstall: (app: App, workspaceId: number) => Promise<{ told: Promise<void> } | null>;
  /** The same everywhere, and removes the app. */
  delete: (app: App) => Promise<{ told: Promise<void> }>;
};

export type AppsPorts = ChangePorts & {
  secretBox: SecretBox;
  /** Tells an app's maker; never rejects. */
  tell: (uninstalled: Uninstalled) => Promise<void>;
  /** Lets replies go that were held for want of an address. */
  releaseHeld: (which: Released) => Promise<number>;
  /** Where a server runs: there is a past to fetch. */
  wakeImporter?: () => void;
};

export function createApps(ports: AppsPorts): Apps {
  const { store, secretBox, now } = ports;
  const clientSecretOf: Apps['clientSecretOf'] = async ({ id: appId, clientId }) => {
    const [newest] = await store.read.listAppSecrets({ appId, now: now() });
    if (newest === undefined) return null;
    return secretBox.open(newest.box, secretContext.appSecret(clientId));
  };
  return {
    find: (id) => store.read.findApp({ id }),
    clientSecretOf,
    create: (draft) => store.write.createApp(newApp(ports, draft)),
    async createInstalled(draft) {
      const made = await store.write.createApp(newApp(ports, draft));
      if (made === null) return null;
      const { workspaceId, ownerUserId: userId } = draft;
      await store.write.installApp({ workspaceId, appId: made.id, userId, now: now() });
      return { appId: made.id };
    },
    hasSecret: async ({ id: appId }, secret) =>
      isOneOf(await store.read.listAppSecrets({ appId, now: now() }), secret),
    async rotateSecret({ id: appId, clientId }, secret, overlapMs) {
      const fresh = { appId, secret: sealed(secretBox, clientId, secret), now: now() };
      await store.write.rotateAppSecret({ ...fresh, untilAt: fresh.now + overlapMs });
    },
    ...changesOf(ports),
    async uninstall(app, workspaceId) {
      const clientSecret = await clientSecretOf(app);
      const uninstalling = store.write.uninstallApp({ workspaceId, appId: app.id, now: now() });
      const left = await forgetting(ports, uninstalling);
      if (left === null) return null;
      return { told: tell(ports, { app, clientSecret, workspaceId, ...left }) };
    },
    async delete(app) {
      const clientSecret = await clientSecretOf(app);
      const all = await forgetting(ports, store.write.deleteApp({ id: app.id, now: now() }));
      const told = all.map((left) => tell(ports, { app, clientSecret, ...left }));
      return { told: Promise.all(told).then(() => undefined) };
    },
  };
}

type Changes = Pick<Apps, 'change' | 'install' | 'addProvider' | 'changeProvider'>;

/** What is changed of an app that is there. */
function changesOf(ports: AppsPorts): Changes {
  const { store, now } = ports;
  return {
    async change({ id }, change) {
      await store.write.updateApp({ id, change });
      await ports.releaseHeld({ appId: id });
      const hasManifest = (change.manifest ?? null) !== null;
      const begun = hasManifest ? await store.write.startImportsOf({ appId: id, now: now() }) : 0;
      if (begun > 0) ports.wakeImporter?.();
    },
    install: (installation) => store.write.installApp({ ...installation, now: now() }),
    addProvider: (provider) => store.write.addProvider({ ...provider, now: now() }),
    async changeProvider(change) {
      const changed = await store.write.updateProvider({ ...change, now: now() });
      if (changed !== null) await ports.releaseHeld({ appId: change.appId });
      return changed;
    },
  };
}

async function tell(
  { store, tell: send }: AppsPorts,
  uninstalled: Omit<Uninstalled, 'localNetworks'>,
): Promise<void> {
  const localNetworks = await localNetworksIn(store, uninstalled.workspaceId);
  await send({ ...uninstalled, localNetworks });
}

function newApp({ secretBox, now }: AppsPorts, { clientSecret, ...draft }: AppDraft): NewApp {
  return {
    attributes: {},
    workspaceId: null,
    ownerUserId: null,
    redirectUris: [],
    scopes: [],
    manifest: null,
    deliveryUrl: null,
    isPublic: clientSecret === null,
    ...draft,
    secret: clientSecret === null ? null : sealed(secretBox, draft.clientId, clientSecret),
    now: now(),
  };
}

function sealed(secretBox: SecretBox, clientId: string, secret: string): NewAppSecret {
  return {
    hash: hashToken(secret),
    box: secretBox.seal(secret, secretContext.appSecret(clientId)),
    lastFour: lastFour(secret),
  };
}

/** Every one is compared, so that the time says nothing of which it was. */
function isOneOf(live: readonly Pick<NewAppSecret, 'hash'>[], secret: string): boolean {
  const presented = Buffer.from(hashToken(secret));
  return live.filter(({ hash }) => timingSafeEqual(Buffer.from(hash), presented)).length > 0;
}
