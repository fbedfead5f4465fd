import { parseAddress } from './address.ts';
import type { Networks } from './networks.ts';

/** Below this, ports belong to other protocols than HTTP. */
const FIRST_FREE_PORT = 1_024;
const HTTP_PORTS = ['', '80', '443'];
const LONGEST = 8_000;
const LOOPBACK_NAME = /(^|\.)localhost$/;

export const NOT_PUBLIC =
  'Its address is not a public one. The operator can allow it with INLET_LOCAL_NETWORKS.';

export type CheckedUrl = { url: URL } | { fault: string };

/**
 * Whether Inlet may ever call this URL: everything that can be said without asking the network, for
 * the moment when a URL is registered and before each call. Names are resolved, and their addresses
 * checked, only inside the dial (dial.ts).
 */
export function checkOutboundUrl(text: string, networks: Networks): CheckedUrl {
  const url = text.length <= LONGEST ? URL.parse(text) : null;
  if (url === null) return { fault: 'It is not a URL.' };
  const fault = faultOf(url, networks);
  return fault === null ? { url } : { fault };
}

function faultOf(url: URL, networks: Networks): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'It must begin with https://.';
  if (url.username !== '' || url.password !== '') return 'It must hold no user name or password.';
  if (!HTTP_PORTS.includes(url.port) && Number(url.port) < FIRST_FREE_PORT) {
    return `Port ${url.port} is not one of HTTP: use 443, 80 or one from 1024 on.`;
  }
  return faultOfHost(url, networks);
}

function faultOfHost(url: URL, networks: Networks): string | null {
  const isPlain = url.protocol === 'http:';
  const host = hostOf(url);
  const name = withoutDots(host).toLowerCase();
  const literal = LOOPBACK_NAME.test(name) ? '127.0.0.1' : host;
  if (parseAddress(literal) !== null) {
    if (networks.refusalOf(literal, isPlain) === null) return null;
    return networks.refusalOf(literal, false) === null
      ? 'It must begin with https://.'
      : NOT_PUBLIC;
  }
  if (name === '' || host.includes(':')) return 'It has no host that can be called.';
  return isPlain && networks.isEmpty ? 'It must begin with https://.' : null;
}

/** The host as it is dialled: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** Without the dots at its end; by hand, as a pattern for it takes the square of a thousand dots. */
function withoutDots(host: string): string {
  let end = host.length;
  while (host[end - 1] === '.') end -= 1;
  return host.slice(0, end);
}
