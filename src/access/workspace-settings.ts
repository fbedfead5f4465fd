import { isNetwork, NETWORK_FORMS } from '../lib/safe-fetch/networks.ts';
import type { RateLimits } from './rate-limiter.ts';
import type { DeclaredSettings } from './vendor-settings.ts';
import { vendorSettingsFault } from './vendor-settings.ts';

const RATE_LIMIT_KEYS = ['dailyBudget', 'burst'];

/**
 * What is wrong with a workspace's settings, in a sentence; null when nothing is. Known are
 * `sandbox` (true: faults may be rehearsed), `rateLimits` (by vendor: {dailyBudget, burst}, both positive
 * integers, or null for none) and `localNetworks` (a list: what may be called for this workspace
 * beside the public internet; only the operator's commands set it), and a part for each vendor
 * that declares settings.
 */
export function workspaceSettingsFault(
  settings: Record<string, unknown>,
  declared: DeclaredSettings,
): string | null {
  for (const [name, value] of Object.entries(settings)) {
    const fault = settingFault(name, value, declared);
    if (fault !== null) return fault;
  }
  return null;
}

function settingFault(name: string, value: unknown, declared: DeclaredSettings): string | null {
  if (name === 'sandbox') {
    return typeof value === 'boolean' ? null : 'sandbox must be true or false.';
  }
  if (name === 'rateLimits') return rateLimitsFault(value);
  if (name === 'localNetworks') {
    return isNetworkList(value) ? null : `localNetworks must be a list of ${NETWORK_FORMS}.`;
  }
  const own = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (own !== undefined) return vendorSettingsFault(name, own, value);
  const known = ['localNetworks', 'rateLimits', 'sandbox', ...Object.keys(declared)];
  return `There is no setting ${name}. Known are ${known.join(', ')}.`;
}

function rateLimitsFault(value: unknown): string | null {
  if (!isRecord(value)) return 'rateLimits must be an object with a part for each vendor.';
  for (const [vendor, limits] of Object.entries(value)) {
    if (limits === null) continue;
    if (!isRecord(limits)) return `rateLimits.${vendor} must be an object or null.`;
    for (const [name, limit] of Object.entries(limits)) {
      const path = `rateLimits.${vendor}.${name}`;
      if (!RATE_LIMIT_KEYS.includes(name)) return `There is no setting ${path}.`;
      if (!Number.isSafeInteger(limit) || (limit as number) < 1) {
        return `${path} must be an integer of 1 or more.`;
      }
    }
  }
  return null;
}

function isNetworkList(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.every((entry) => typeof entry === 'string' && isNetwork(entry))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the workspace is for trying things out, so that faults may be rehearsed in it. */
export function isSandbox(settings: Record<string, unknown>): boolean {
  return settings['sandbox'] === true;
}

/** A vendor's limits as they are switched on for the workspace; null where they are off. */
export function rateLimitsOf(
  settings: Record<string, unknown>,
  vendor: string,
): Pick<RateLimits, 'dailyBudget' | 'burst'> | null {
  const all = settings['rateLimits'] as
    Record<string, { dailyBudget?: number; burst?: number } | null | undefined> | undefined;
  const own = all?.[vendor];
  if (own === undefined || own === null) return null;
  return { dailyBudget: own.dailyBudget ?? null, burst: own.burst ?? null };
}

/** What may be called for this workspace beside what the whole server may. */
export function localNetworksOf(settings: Record<string, unknown>): string[] {
  return (settings['localNetworks'] ?? []) as string[];
}
