import { isNetwork, NETWORK_FORMS } from '../lib/safe-fetch/networks.ts';
import { withoutEndSlashes } from '../lib/without-end-slashes.ts';

/** How the text of a variable is read. `expects` completes the sentence "expected ...". */
export type SettingType<Value> = {
  expects: string;
  /** Undefined where the text is not what is expected. */
  read(text: string): Value | undefined;
};

/** What can come after `//` and before a port: a name or an address, never a whole URL. */
const HOST = /^[0-9A-Za-z._-]+$/;

export const host: SettingType<string> = {
  expects: 'a host name or an IP address',
  read: (text) => (HOST.test(text) || isIpv6(text) ? text : undefined),
};

export const path: SettingType<string> = {
  expects: 'a path',
  read: (text) => (text.includes('\0') ? undefined : text),
};

export function integer(least: number, most: number): SettingType<number> {
  return {
    expects: `a whole number from ${least} to ${most}`,
    read(text) {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
  };
}

export function oneOf<const Word extends string>(...words: Word[]): SettingType<Word> {
  return {
    expects: `one of ${words.join(', ')}`,
    read: (text) => words.find((word) => word === text),
  };
}

/** Several of these words, separated by commas. */
export function someOf<const Word extends string>(...words: readonly Word[]): SettingType<Word[]> {
  return {
    expects: `one or more of ${words.join(', ')}, separated by commas`,
    read(text) {
      const named = text.split(',').map((name) => name.trim());
      const known = words.filter((word) => named.includes(word));
      return named.every((name) => known.some((word) => word === name)) ? known : undefined;
    },
  };
}

/** Several host names or addresses, separated by commas. */
export const hosts: SettingType<string[]> = {
  expects: 'host names or IP addresses, separated by commas',
  read(text) {
    const names = text.split(',').map((name) => name.trim());
    return names.every((name) => host.read(name) !== undefined) ? names : undefined;
  },
};

/** Without a slash at the end, so that a path can follow. */
export const httpUrl: SettingType<string> = {
  expects: 'an http:// or https:// address without query or credentials',
  read(text) {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
    if (/[?#]/.test(text) || url.username !== '' || url.password !== '') return undefined;
    return withoutEndSlashes(url.href);
  },
};

export const postgresUrl: SettingType<string> = {
  expects: 'an address such as postgres://user:password@host:5432/database',
  read(text) {
    const protocol = URL.parse(text)?.protocol;
    return protocol === 'postgres:' || protocol === 'postgresql:' ? text : undefined;
  },
};

/** Below 32 characters a secret is a password, and can be guessed. */
export const secret: SettingType<string> = {
  expects: 'at least 32 characters without spaces',
  read: (text) => (/^[^\s\p{Cc}]{32,}$/u.test(text) ? text : undefined),
};

export const token: SettingType<string> = {
  expects: 'a token of visible ASCII characters',
  read: (text) => (/^[\x21-\x7e]+$/.test(text) ? text : undefined),
};

/** Never all: a client writes the first entries of X-Forwarded-For itself. */
export const proxies: SettingType<false | number | string[]> = {
  expects:
    'false, how many proxies stand before this server (1 to 32), or their addresses: a comma-separated list of IP addresses, ranges (10.0.0.0/8), loopback, linklocal and uniquelocal',
  read(text) {
    if (text === 'false') return false;
    if (/^\d+$/.test(text)) return integer(1, 32).read(text);
    const list = text.split(',').map((entry) => entry.trim());
    return list.every(isProxy) ? list : undefined;
  },
};

export const networks: SettingType<string[]> = {
  expects: `a comma-separated list of ${NETWORK_FORMS}`,
  read(text) {
    const list = text.split(',').map((entry) => entry.trim());
    return list.every(isNetwork) ? list : undefined;
  },
};

const MEDIA_TYPE = /^(\*\/\*|[a-z0-9.+-]+\/(\*|[a-z0-9.+-]+))$/;

export const mediaTypes: SettingType<string[]> = {
  expects: 'a comma-separated list of media types such as image/*, application/pdf or */*',
  read(text) {
    const list = text.split(',').map((entry) => entry.trim().toLowerCase());
    return list.every((entry) => MEDIA_TYPE.test(entry)) ? list : undefined;
  },
};

function isProxy(entry: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(entry)) return true;
  const [address = '', prefix, ...rest] = entry.split('/');
  if (rest.length > 0) return false;
  const bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  return bits > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}

function isIpv4(text: string): boolean {
  return (
    /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256)
  );
}

function isIpv6(text: string): boolean {
  return /^[0-9A-Fa-f:.]+$/.test(text) && URL.canParse(`http://[${text}]`);
}
