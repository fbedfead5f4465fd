import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Keeps secrets that must be read back, such as an app's client secret or a webhook's key:
 * AES-256-GCM with a key derived from the installation's (secret-key.ts). What need not be read back
 * is hashed instead.
 */
export type SecretBox = {
  /**
   * The secret as it may stand in the database. `context` says whose it is and what for; it is not
   * in the box, and must be given again to open it, so that a box copied into another row stays shut.
   */
  seal(secret: string, context: string): string;
  /** Throws SecretUnreadable for another key, another context or a box that was changed. */
  open(box: string, context: string): string;
};

export class SecretUnreadable extends Error {}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A box is `v1.<key id>.<base64url of nonce, ciphertext and tag>`. */
export function createSecretBox(key: string): SecretBox {
  const cipherKey = Buffer.from(hkdfSync('sha256', key, '', 'inlet secret-box v1', 32));
  const keyId = createHmac('sha256', key).update('inlet secret-box id').digest('hex').slice(0, 8);
  const bound = (context: string) => Buffer.from(`${VERSION}.${keyId}.${context}`);
  return {
    seal(secret, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, cipherKey, nonce).setAAD(bound(context));
      const parts = [nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${VERSION}.${keyId}.${Buffer.concat(parts).toString('base64url')}`;
    },
    open(box, context) {
      const [version, madeWith, content, ...rest] = box.split('.');
      if (version !== VERSION || content === undefined || rest.length > 0) {
        throw new SecretUnreadable('A secret in the database has a form that is not known here.');
      }
      if (madeWith !== keyId) {
        throw new SecretUnreadable('A secret in the database was kept with another key.');
      }
      const bytes = Buffer.from(content, 'base64url');
      const opened = decrypt(cipherKey, bytes, bound(context));
      if (opened !== null) return opened;
      throw new SecretUnreadable('A secret in the database was changed, or belongs elsewhere.');
    },
  };
}

function decrypt(key: Buffer, bytes: Buffer, bound: Buffer): string | null {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(bound).setAuthTag(bytes.subarray(end));
  const start = decipher.update(bytes.subarray(NONCE_BYTES, end));
  try {
    return Buffer.concat([start, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
