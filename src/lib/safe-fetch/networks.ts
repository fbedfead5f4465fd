import ipaddr from 'ipaddr.js';
import type { IPv4, IPv6 } from 'ipaddr.js';
import { isPublic, parseAddress } from './address.ts';

type Range = readonly [IPv4 | IPv6, number];

/** What an operator may write instead of ranges. */
const WORDS: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** What a list of networks may hold, for messages about one that holds something else. */
export const NETWORK_FORMS =
  'IP addresses, ranges such as 10.1.0.0/16, and the words loopback and private';

/**
 * The networks beside the public internet that may be called, over plain http too: one value for
 * the server and one for a workspace, joined.
 */
export class Networks {
  static readonly none = new Networks([]);

  /** Says the same for the same networks: what they are compared by. */
  readonly key: string;
  readonly #ranges: readonly Range[];

  /** Of entries that `isNetwork`; another one throws. */
  constructor(entries: readonly string[]) {
    const written = [...new Set(entries.flatMap((entry) => WORDS[entry] ?? [entry]))].sort();
    this.key = written.join(' ');
    this.#ranges = written.map(rangeOf);
  }

  /** These and those. */
  with(entries: readonly string[]): Networks {
    return entries.length === 0
      ? this
      : new Networks([...this.key.split(' '), ...entries].filter(Boolean));
  }

  get isEmpty(): boolean {
    return this.#ranges.length === 0;
  }

  has(address: IPv4 | IPv6): boolean {
    return this.#ranges.some(
      ([base, bits]) => base.kind() === address.kind() && address.match(base, bits),
    );
  }

  /** Why this address may not be dialled, for the log; null where it may be. */
  refusalOf(text: string, isPlain: boolean): string | null {
    const address = parseAddress(text);
    if (address === null) return `${text} is no address`;
    if (this.has(address)) return null;
    if (!isPublic(address)) return `${text} is not public and on no list of networks`;
    return isPlain ? `${text} is public, and http:// only reaches listed networks` : null;
  }
}

export function isNetwork(entry: string): boolean {
  if (Object.hasOwn(WORDS, entry)) return true;
  try {
    rangeOf(entry);
    return true;
  } catch {
    return false;
  }
}

function rangeOf(entry: string): Range {
  const [base, bits] = entry.includes('/')
    ? ipaddr.parseCIDR(entry)
    : ([ipaddr.parse(entry), null] as const);
  // A range of mapped addresses would never match: addresses are compared unwrapped.
  if (base.kind() === 'ipv6' && (base as IPv6).isIPv4MappedAddress()) {
    throw new Error(`Write ${entry} as an IPv4 address.`);
  }
  return [base, bits ?? (base.kind() === 'ipv4' ? 32 : 128)];
}
