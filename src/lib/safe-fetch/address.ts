import ipaddr from 'ipaddr.js';
import type { IPv4, IPv6 } from 'ipaddr.js';

/** IPv6 prefixes whose last 32 bits are the IPv4 address that is really meant. */
const CARRIES_IPV4: readonly [IPv6, number][] = [
  ipaddr.IPv6.parseCIDR('::ffff:0:0/96'), // mapped
  ipaddr.IPv6.parseCIDR('64:ff9b::/96'), // NAT64 with the well-known prefix
];

/** All that was ever given out for use by anyone; what lies outside is special or reserved. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by its number, and yet the machine's own host: Azure's metadata and agent address. */
const HOST_SERVICES = new Set(['168.63.129.16']);

/** ISATAP (RFC 5214): a router of that kind would unwrap the IPv4 address in the last 32 bits. */
const ISATAP = new Set(['00005efe', '02005efe']);

/**
 * The address that a connection to `text` ends at, in one form: IPv4 where IPv6 only wraps it. Null
 * where it is no address, or one with a zone (which names an interface of this machine).
 */
export function parseAddress(text: string): IPv4 | IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.IPv6.parse(text);
  const wrapped = CARRIES_IPV4.some((range) => address.match(range));
  return wrapped ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address;
}

/** Whether anyone on the internet may be meant by it: nothing local, special, reserved or tunnelled. */
export function isPublic(address: IPv4 | IPv6): boolean {
  if (address.range() !== 'unicast' || HOST_SERVICES.has(address.toString())) return false;
  if (address.kind() === 'ipv4') return true;
  const six = address as IPv6;
  return six.match(GLOBAL_UNICAST) && !ISATAP.has(interfacePrefix(six));
}

/** The first half of the interface identifier, in hexadecimal. */
function interfacePrefix(address: IPv6): string {
  const bytes = address.toByteArray().slice(8, 12);
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
