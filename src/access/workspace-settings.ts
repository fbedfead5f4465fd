import { isNetwork, NETWORK_FORMS } from '../lib/safe-fetch/networks.ts';

const RATE_LIMIT_KEYS = ['dailyBudget', 'burst'];

/**
 * What is wrong with a workspace's settings, in a sentence; null when nothing is. Known are
 * `sandbox` (true: faults may be rehearsed), `rateLimits` (by vendor: {dailyBudget, burst}, both positive
 * integers, or null for none) and `localNetworks` (a list: what may be called for this workspace
 * beside the public internet; only the operator's commands set it).
 */
export function workspaceSettingsFault(settings: Record<string, unknown>): string | null {
  for (const [name, value] of Object.entries(settings)) {
    if (name === 'sandbox') {
      if (typeof value !== 'boolean') return 'sandbox must be true or false.';
    } else if (name === 'rateLimits') {
      const fault = rateLimitsFault(value);
      if (fault !== null) return fault;
    } else if (name === 'localNetworks') {
      if (!isNetworkList(value)) return `localNetworks must be a list of ${NETWORK_FORMS}.`;
    } else {
      return `There is no setting ${name}. Known are localNetworks, rateLimits and sandbox.`;
    }
  }
  return null;
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

/** What may be called for this workspace beside what the whole server may. */
export function localNetworksOf(settings: Record<string, unknown>): string[] {
  return (settings['localNetworks'] ?? []) as string[];
}
