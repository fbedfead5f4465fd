import { OWN } from '../access/oauth/oauth.ts';
import { makeOwnClient } from '../access/oauth/own-client.ts';
import type { Vendor } from './vendor.ts';

/** A new client id and secret for each kind of app, by vendor; `inlet` for clients of Inlet itself. */
export function clientMakersOf(vendors: readonly Vendor[]) {
  const makers: Record<string, () => { clientId: string; clientSecret: string }> = {
    [OWN]: makeOwnClient,
  };
  for (const vendor of vendors) {
    const make = vendor.makeClient?.bind(vendor);
    if (make !== undefined) makers[vendor.name] = make;
  }
  return makers;
}

/** Which conversation providers apps can bring, by vendor. */
export function providerMakersOf(vendors: readonly Vendor[]) {
  const makers: Record<string, NonNullable<Vendor['providers']>> = {};
  for (const { name, providers } of vendors) {
    if (providers !== undefined) makers[name] = providers;
  }
  return makers;
}
