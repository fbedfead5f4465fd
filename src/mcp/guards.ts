import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { Refusal } from '../domain/refusal.ts';

/** Under which names this server is reached. */
export type Names = { host: string; publicUrl: string | null; hosts: readonly string[] };

export const FOREIGN = 'foreign-host-or-origin';

/**
 * Keeps pages of the web away from a server that listens beside them. A name that was rebound to
 * this machine comes with its own Host; a page's script comes with its Origin. Addresses are let in
 * as Host, because a rebound request carries a name.
 */
export function createGuard({ host, publicUrl, hosts }: Names) {
  const known = new Set(['localhost', '127.0.0.1', '[::1]', host, ...hosts]);
  if (publicUrl !== null) known.add(new URL(publicUrl).hostname);

  return function guard(request: FastifyRequest): void {
    const { host: authority, origin } = request.headers;
    const name = hostnameOf(`http://${authority ?? ''}`);
    if (name === null || !(known.has(name) || isAddress(name))) {
      throw foreign('Host', 'INLET_PUBLIC_URL or INLET_MCP_HOSTS names the ones it answers to.');
    }
    if (origin === undefined) return;
    const from = hostnameOf(origin);
    const isSame =
      origin === `http://${authority ?? ''}` || origin === `https://${authority ?? ''}`;
    if (!isSame && (from === null || !known.has(from))) {
      throw foreign('Origin', 'INLET_MCP_HOSTS names further ones.');
    }
  };
}

function foreign(header: string, remedy: string): Refusal {
  const words = `This server does not answer requests with this ${header}. ${remedy}`;
  return new Refusal('forbidden', words, { detail: FOREIGN });
}

function hostnameOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname || null : null;
}

function isAddress(name: string): boolean {
  const { IPv4, IPv6 } = ipaddr;
  return IPv4.isValidFourPartDecimal(name) || IPv6.isValid(name.replace(/^\[(.*)\]$/, '$1'));
}
