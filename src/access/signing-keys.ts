import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { secretContext } from '../domain/secret-context.ts';
import { lastUsed } from '../lib/last-used.ts';
import type { Store } from '../store/store.ts';
import type { SecretBox } from './secret-box.ts';

type Pair = { publicKey: string; privateKey: KeyObject };
type Ports = { store: Pick<Store, 'read' | 'write'>; secretBox: SecretBox; now: () => number };

const CACHED = 1_000;

/**
 * The Ed25519 pair with which a workspace signs what it tells connectors, where their vendor signs
 * with a key of its own. Made when it is first asked for; it never changes, as connectors have it.
 */
export class SigningKeys {
  readonly #ports: Ports;
  readonly #pairs = lastUsed<number, Pair>(CACHED);

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** SubjectPublicKeyInfo in base64: the text between the lines of a PEM. */
  async publicKeyOf(workspaceId: number): Promise<string> {
    return (await this.#pairOf(workspaceId)).publicKey;
  }

  /** The signature of these very bytes, in base64. */
  async sign(workspaceId: number, bytes: string): Promise<string> {
    const { privateKey } = await this.#pairOf(workspaceId);
    return sign(null, Buffer.from(bytes), privateKey).toString('base64');
  }

  async #pairOf(workspaceId: number): Promise<Pair> {
    const known = this.#pairs.get(workspaceId);
    if (known !== undefined) return known;
    const { store, secretBox } = this.#ports;
    const row =
      (await store.read.findSigningKey({ workspaceId })) ??
      (await store.write.claimSigningKey(this.#make(workspaceId)));
    const { publicKey } = row;
    const key = Buffer.from(secretBox.open(row.box, secretContext.signingKey(publicKey)), 'base64');
    const pair = { publicKey, privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) };
    this.#pairs.set(workspaceId, pair);
    return pair;
  }

  #make(workspaceId: number) {
    const pair = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    });
    const publicKey = pair.publicKey.toString('base64');
    const secret = pair.privateKey.toString('base64');
    const box = this.#ports.secretBox.seal(secret, secretContext.signingKey(publicKey));
    return { workspaceId, publicKey, box, createdAt: this.#ports.now() };
  }
}
