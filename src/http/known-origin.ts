import type { FastifyRequest } from 'fastify';

/**
 * This server as OAuth and its resources name it: as it is set or listens, never as a request says.
 * Of one that listens on loopback any loopback name with its port is the same address.
 */
export function knownOrigin(address: { readonly url: string }, request: FastifyRequest): string {
  const { host } = request.raw.headers;
  const [known, asked] = [URL.parse(address.url), URL.parse(`http://${host ?? ''}`)];
  if (known === null || asked === null || known.protocol !== 'http:') return address.url;
  const isSame =
    known.port === asked.port && isLoopback(known.hostname) && isLoopback(asked.hostname);
  return isSame ? `http://${asked.host}` : address.url;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
