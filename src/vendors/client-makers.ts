import type { ManifestRule } from '../access/app-rules.ts';
import { OWN } from '../access/oauth/oauth.ts';
import { makeOwnClient } from '../access/oauth/own-client.ts';
import type { ProviderAbility, Vendor } from './vendor.ts';

/** A new client id and secret for each kind of app, by vendor; `inlet` for clients of Inlet itself. */
export function clientMakersOf(vendors: readonly Vendor[]) {
  const makers: Record<string, () => { clientId: string; clientSecret: string }> = {
    [OWN]: makeOwnClient,
  };
  for (const vendor of vendors) {
    const { apps } = vendor;
    if (apps !== undefined) makers[vendor.name] = () => apps.makeClient();
  }
  return makers;
}

/** Which conversation providers apps can bring, by vendor. */
export function providerMakersOf(vendors: readonly Vendor[]) {
  const makers: Record<string, ProviderAbility> = {};
  for (const { name, apps } of vendors) {
    if (apps?.providers !== undefined) makers[name] = apps.providers;
  }
  return makers;
}

/** What manifests of apps must hold, by vendor; a vendor that is not there takes any. */
export function manifestRulesOf(vendors: readonly Vendor[]): Record<string, ManifestRule> {
  return Object.fromEntries(
    vendors.flatMap(({ name, apps }) =>
      apps?.manifestFaults === undefined ? [] : [[name, apps.manifestFaults] as const],
    ),
  );
}

/** What is to be put right in an app's manifest, in the words of its vendor. */
export function manifestNoticesOf(vendors: readonly Vendor[]) {
  const abilities = new Map(vendors.map(({ name, apps }) => [name, apps]));
  return (app: { vendor: string; manifest: Record<string, unknown> | null }): string[] =>
    (app.manifest && abilities.get(app.vendor)?.manifestNotices?.(app.manifest)) ?? [];
}
