import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { secretContext } from '../domain/secret-context.ts';
import type { SigningKind, Webhook, WebhookSecret } from '../domain/webhook.ts';
import { releaseHeld } from './release-held.ts';
import type { NewWebhook, SoleOutcome, Store, WebhookChange } from '../store/store.ts';

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
/** Deliveries removed at a time with a webhook, so that messages pass between. */
const STEP_ROWS = 200;

export type WebhookPorts = {
  store: Pick<Store, 'read' | 'write'>;
  secretBox: { seal(secret: string, context: string): string };
  now: () => number;
  wakeOutbox: () => void;
  /** Whether replies go to this subscriber. */
  takesReplies: (webhook: Webhook) => boolean;
};

/** Which one, as one API sees it: a vendor's own, or under null Inlet's. */
export type WebhookKey = { workspaceId: number; vendor: string | null; id: number };

export type WebhookDraft = Pick<Webhook, 'workspaceId' | 'vendor' | 'url' | 'eventTypes'> &
  Partial<Pick<Webhook, 'appId' | 'externalId' | 'attributes'>> & {
    /** Null where the vendor signs with a key of its own. */
    signing: SigningKind | null;
  };

/** The use cases of webhooks, of Inlet's own and of vendors'. */
export interface Webhooks {
  /** `secret` is told this once: `whsec_…` for v1, the public `whpk_…` for v1a. */
  add(draft: WebhookDraft): Promise<{ webhook: Webhook; secret: string | null }>;
  /** Of vendors that sign with a key of their own; all, or none where a slot is taken. */
  addSole(drafts: (Omit<WebhookDraft, 'signing'> & { slot: string })[]): Promise<SoleOutcome>;
  /** Null where there is none. */
  change(change: Omit<WebhookChange, 'now'>): Promise<Webhook | null>;
  remove(key: WebhookKey): Promise<boolean>;
  /** The secret before is used beside the new one for `overlapMs`. Null where there is none. */
  rotate(key: WebhookKey, kind: SigningKind, overlapMs: number): Promise<string | null>;
  /** The live ones, the newest first. */
  secretsOf(key: { workspaceId: number; id: number }): Promise<WebhookSecret[]>;
}

const PLAIN = { appId: null, externalId: null, attributes: {} };

export function createWebhooks(ports: WebhookPorts): Webhooks {
  const { store, now } = ports;
  return {
    async add({ signing, ...draft }) {
      const made = signing === null ? null : makeSecret(ports, signing);
      const webhook = await store.write.createWebhook({
        ...PLAIN,
        ...draft,
        secret: made?.kept ?? null,
        now: now(),
      });
      return { webhook, secret: made?.shown ?? null };
    },
    async addSole(drafts) {
      const outcome = await store.write.createSoleWebhooks({
        webhooks: drafts.map((draft) => ({ ...PLAIN, ...draft, now: now() })),
      });
      if (outcome.kind === 'made') await goOn(ports, outcome.webhooks);
      return outcome;
    },
    async change(change) {
      const webhook = await store.write.updateWebhook({ ...change, now: now() });
      if (webhook !== null) await goOn(ports, [webhook]);
      ports.wakeOutbox();
      return webhook;
    },
    async remove(key) {
      for (let steps = 0; ; steps += 1) {
        const step = await store.write.deleteWebhookStep({ ...key, limit: STEP_ROWS });
        if (step?.isDone !== false) return steps > 0 || step !== null;
      }
    },
    async rotate(key, kind, overlapMs) {
      const { kept, shown } = makeSecret(ports, kind);
      const rotation = { ...key, secret: kept, untilAt: now() + overlapMs, now: now() };
      return (await store.write.rotateWebhookSecret(rotation)) ? shown : null;
    },
    secretsOf: ({ workspaceId, id }) =>
      store.read.listWebhookSecrets({ workspaceId, webhookId: id, now: now() }),
  };
}

/** A vendor's subscriber may be who its replies go to: those that were held for want of one go out. */
async function goOn(ports: WebhookPorts, webhooks: readonly Webhook[]): Promise<void> {
  for (const { workspaceId, vendor } of webhooks.filter(ports.takesReplies)) {
    if (vendor !== null) await releaseHeld(ports, { workspaceId, vendor });
  }
}

type Made = { kept: NonNullable<NewWebhook['secret']>; shown: string };

function makeSecret({ secretBox }: WebhookPorts, kind: SigningKind): Made {
  const keyId = randomBytes(8).toString('hex');
  const context = secretContext.webhookSecret(keyId);
  if (kind === 'v1') {
    const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
    const box = secretBox.seal(secret, context);
    return { kept: { keyId, kind, box, publicKey: null }, shown: secret };
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const secret = `whsk_${rawKey(privateKey.export({ type: 'pkcs8', format: 'der' }))}`;
  const shown = `whpk_${rawKey(publicKey.export({ type: 'spki', format: 'der' }))}`;
  return {
    kept: { keyId, kind, box: secretBox.seal(secret, context), publicKey: shown },
    shown,
  };
}

/** An Ed25519 key of 32 bytes stands last in both encodings (RFC 8410). */
function rawKey(der: Buffer): string {
  return der.subarray(-32).toString('base64');
}
