import type { FieldError } from '../../domain/refusal.ts';

/*
 * The messaging manifest of an app: where its connector answers (docs/pipedrive.md#manifest). The
 * vendor's schema for it was never published; what is checked here is what its documentation says.
 */

/** The endpoints by their names in the manifest, with the variables that each URL must hold. */
const ENDPOINTS = {
  getConversations: ['providerChannelId'],
  getConversationById: ['providerChannelId', 'sourceConversationId'],
  postMessage: ['providerChannelId'],
  getSenderById: ['providerChannelId', 'senderId'],
  deleteChannelById: ['providerChannelId'],
  getTemplates: ['providerChannelId'],
  getMessageById: ['providerChannelId', 'sourceConversationId', 'sourceMessageId'],
} as const;

export type EndpointName = keyof typeof ENDPOINTS;
export type Variables = Partial<
  Record<'providerChannelId' | 'sourceConversationId' | 'sourceMessageId' | 'senderId', string>
>;

/** Variables that an endpoint's URL may hold besides: connectors in use have them there. */
const ALLOWED: Partial<Record<EndpointName, readonly string[]>> = {
  postMessage: ['sourceConversationId'],
};

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];
/** The rest only where a feature needs them. */
const REQUIRED: readonly EndpointName[] = [
  'getConversations',
  'getConversationById',
  'postMessage',
];
/** `:name` as documented; the vendor's own samples write `{name}` too. */
const VARIABLE = /:(providerChannelId|sourceConversationId|sourceMessageId|senderId)\b|\{(\w+)\}/g;

export type Manifest = Partial<Record<EndpointName, string>>;

/** The endpoints of a manifest that was checked when it was registered; null without one. */
export function manifestOf(value: Record<string, unknown> | null): Manifest | null {
  const endpoints = value?.['endpoints'];
  return isRecord(endpoints) ? endpoints : null;
}

const VERSION = 'v202101';

/** What is taken of a manifest and should be put right all the same. */
export function manifestNotices({ version }: Record<string, unknown>): string[] {
  return version === VERSION
    ? []
    : [`The manifest names no version: it is read as "version": "${VERSION}".`];
}

/** Everything that is wrong with a manifest. `urlFault` says why an address can never be called. */
export function manifestFaults(
  manifest: Record<string, unknown>,
  urlFault: (url: string) => string | null,
): FieldError[] {
  const faults: FieldError[] = [];
  const { version } = manifest;
  if (version !== undefined && version !== null && version !== VERSION) {
    faults.push({ path: 'manifest.version', message: `must be "${VERSION}"` });
  }
  const { endpoints } = manifest;
  if (!isRecord(endpoints)) {
    return [...faults, { path: 'manifest.endpoints', message: 'must be an object of URLs' }];
  }
  for (const name of Object.keys(endpoints)) {
    if ((NAMES as string[]).includes(name)) continue;
    const message = `is not an endpoint: known are ${NAMES.join(', ')}`;
    faults.push({ path: `manifest.endpoints.${name}`, message });
  }
  return [...faults, ...NAMES.flatMap((name) => endpointFaults(name, endpoints[name], urlFault))];
}

function endpointFaults(
  name: EndpointName,
  url: unknown,
  urlFault: (url: string) => string | null,
): FieldError[] {
  const path = `manifest.endpoints.${name}`;
  if (url === undefined) {
    return REQUIRED.includes(name) ? [{ path, message: 'is required' }] : [];
  }
  if (typeof url !== 'string') return [{ path, message: 'must be a URL' }];
  const found = variablesOf(url);
  const missing = ENDPOINTS[name].filter((variable) => !found.includes(variable));
  const faults = missing.map((variable) => ({ path, message: `must hold :${variable}` }));
  for (const variable of found) {
    if ([...ENDPOINTS[name], ...(ALLOWED[name] ?? [])].includes(variable)) continue;
    faults.push({ path, message: `holds {${variable}}, which is not known for it` });
  }
  if (hasVariableHost(url)) faults.push({ path, message: 'must name its host without variables' });
  const fault = urlFault(url.replace(VARIABLE, 'x'));
  if (fault !== null) faults.push({ path, message: `cannot be called: ${fault}` });
  return faults;
}

function variablesOf(url: string): string[] {
  return [...url.matchAll(VARIABLE)].map(([, colon, braces]) => colon ?? braces ?? '');
}

/** Ids are the connector's own words: they must never choose whom Inlet calls. */
function hasVariableHost(url: string): boolean {
  const origin = /^[^:/?#]+:\/\/[^/?#]*/.exec(url)?.[0] ?? url;
  return variablesOf(origin).length > 0;
}

/** The URL with these ids in it, each percent-encoded: ids of chats hold `@`, `:` and `/`. */
export function expand(template: string, variables: Variables): string {
  return template.replace(VARIABLE, (written, colon?: string, braces?: string) => {
    const value = variables[(colon ?? braces) as keyof Variables];
    return value === undefined ? written : encodeSegment(value);
  });
}

/** `.` and `..` would leave the path that the manifest names, however they are encoded. */
function encodeSegment(value: string): string {
  const encoded = encodeURIComponent(value);
  return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%252E') : encoded;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
