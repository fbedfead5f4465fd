import { MORE_CLOSELY, UNREACHABLE } from './answer.ts';
import type { NotSent } from './answer.ts';
import { AddressRefused } from './dial.ts';

/** `dns.lookup` says these of a name without addresses, the second where no name server answers. */
const NO_NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA']);
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes, and a certificate for another name. */
const CERTIFICATE = /CERT|LEAF_SIGNATURE|HOSTNAME_MISMATCH|^INVALID_(CA|PURPOSE)$|^CRL_/;

/** Why no connection came to stand, as closely as the error says. */
export function whyNotSent(error: Error): NotSent {
  if (error instanceof AddressRefused) return MORE_CLOSELY['forbidden-address'];
  const { code } = error as Error & { code?: unknown };
  if (typeof code !== 'string') return UNREACHABLE;
  if (NO_NAME.has(code)) return MORE_CLOSELY['unknown-name'];
  if (code === 'ECONNREFUSED') return MORE_CLOSELY['connection-refused'];
  return CERTIFICATE.test(code) ? MORE_CLOSELY.certificate : UNREACHABLE;
}
