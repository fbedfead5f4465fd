import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction, Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { Networks } from './networks.ts';

/** How names become addresses; tests put their own in. */
export type Lookup = (
  host: string,
  options: { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** The address was reached for and is not allowed: nothing was sent to it. */
export class AddressRefused extends Error {}

export type DialOptions = { networks: Networks; connectMs: number; lookup?: Lookup | undefined };

/**
 * Opens connections to allowed addresses alone. The check is inside the dial: the very addresses
 * that were resolved are checked and then connected to, so that a name cannot answer one thing to
 * the check and another to the connection. What the socket reached is looked at once more.
 */
export function dialWith(
  connectorOf: typeof buildConnector,
  options: DialOptions,
): buildConnector.connector {
  const { networks, connectMs, lookup = systemLookup } = options;
  const checkedLookup = (isPlain: boolean): LookupFunction => {
    return (host, wish, done) => {
      lookup(host, { all: true }, (error, addresses) => {
        // Without a list where the look-up failed, whatever its type says.
        const [first] = error === null ? addresses : [];
        const failure = error ?? refusalOf(host, addresses, networks, isPlain);
        if (failure !== null || first === undefined) done(failure, []);
        else if (wish.all === true) done(null, addresses);
        else done(null, first.address, first.family);
      });
    };
  };
  const base = { timeout: connectMs, allowH2: false, autoSelectFamily: true };
  const plain = connectorOf({ ...base, lookup: checkedLookup(true) });
  const secure = connectorOf({ ...base, lookup: checkedLookup(false) });

  return (target, done) => {
    const isPlain = target.protocol === 'http:';
    const host = target.hostname.replace(/^\[|\]$/g, '');
    // A literal address is connected to without a look-up.
    const refusal = isIP(host) === 0 ? null : networks.refusalOf(host, isPlain);
    if (refusal !== null) {
      done(new AddressRefused(refusal), null);
      return;
    }
    (isPlain ? plain : secure)({ ...target, hostname: host }, (...[error, socket]) => {
      const reached = error === null ? refusalOfPeer(socket, networks, isPlain) : null;
      if (error !== null) return done(error, null);
      if (reached === null) return done(null, socket);
      socket.destroy();
      done(new AddressRefused(reached), null);
    });
  };
}

function refusalOf(
  host: string,
  addresses: LookupAddress[],
  networks: Networks,
  isPlain: boolean,
): Error | null {
  if (addresses.length === 0) {
    return Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
  }
  // One bad address among good ones is an attempt to get past a check: none of them is dialled.
  for (const { address } of addresses) {
    const refusal = networks.refusalOf(address, isPlain);
    if (refusal !== null) return new AddressRefused(`${host}: ${refusal}`);
  }
  return null;
}

function refusalOfPeer(socket: Socket, networks: Networks, isPlain: boolean): string | null {
  const address = socket.remoteAddress;
  // Gone again: the request will fail by itself, before anything is sent.
  return address === undefined ? null : networks.refusalOf(address, isPlain);
}
