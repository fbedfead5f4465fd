import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/** Under which names this server is reached. */
export type Names = { host: string; publicUrl: string | null; hosts: readonly string[] };

/** Which requests come under a name of this server's own, or from a page of one. */
export interface KnownNames {
  /** Addresses are let in as Host, because a rebound request carries a name. */
  hasHost(request: FastifyRequest): boolean;
  hasOrigin(request: FastifyRequest): boolean;
}

export function knownNames({ host, publicUrl, hosts }: Names): KnownNames {
  const known = new Set(['localhost', '127.0.0.1', '[::1]', host, ...hosts]);
  if (publicUrl !== null) known.add(new URL(publicUrl).hostname);
  return {
    hasHost({ headers }) {
      const name = hostnameOf(`http://${headers.host ?? ''}`);
      return name !== null && (known.has(name) || isAddress(name));
    },
    hasOrigin({ headers: { host: authority = '', origin = '' } }) {
      if (origin === `http://${authority}` || origin === `https://${authority}`) return true;
      const from = hostnameOf(origin);
      return from !== null && known.has(from);
    },
  };
}

function hostnameOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname || null : null;
}

function isAddress(name: string): boolean {
  const { IPv4, IPv6 } = ipaddr;
  return IPv4.isValidFourPartDecimal(name) || IPv6.isValid(name.replace(/^\[(.*)\]$/, '$1'));
}
