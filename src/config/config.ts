import { resolve } from 'node:path';
import type { Config, Limits } from './config-types.ts';
import type { Environment } from './env.ts';
import { readSettings } from './read-settings.ts';
import type { SettingName, SettingValues } from './settings.ts';

export type LoadedConfig = { ok: Config } | { faults: string[] };

/** Settings that stand above the environment; undefined: as if the variable were not set. */
export type Overrides = Partial<Record<SettingName, string | undefined>>;

/** Reads everything that can be set. All faults come at once, each a sentence for the operator. */
export function loadConfig(environment: Environment, overrides: Overrides = {}): LoadedConfig {
  const { values, faults } = readSettings({ ...environment, ...overrides });
  const limits = limitsOf(values);
  if (faults.length === 0) faults.push(...contradictions(limits), ...halfSet(values));
  return faults.length > 0 ? { faults } : { ok: configOf(values, limits) };
}

function configOf(values: SettingValues, limits: Limits): Config {
  const dataDirectory = resolve(values.INLET_DATA);
  const url = values.INLET_DATABASE_URL;
  return {
    host: values.INLET_HOST,
    port: values.INLET_PORT,
    dataDirectory,
    store: url === null ? { kind: 'sqlite', directory: dataDirectory } : { kind: 'postgres', url },
    publicUrl: values.INLET_PUBLIC_URL,
    sandbox: values.INLET_SANDBOX,
    secret: values.INLET_SECRET,
    localNetworks: values.INLET_LOCAL_NETWORKS ?? [],
    attachments: {
      mostBytes: values.INLET_MAX_ATTACHMENT_BYTES,
      types: values.INLET_ATTACHMENT_TYPES,
      bucket: bucketOf(values),
    },
    eventsDays: values.INLET_EVENTS_DAYS,
    trustProxy: values.INLET_TRUST_PROXY,
    logLevel: values.INLET_LOG_LEVEL,
    limits,
    mcp: {
      isReadOnly: values.INLET_MCP_READ_ONLY === 'on',
      toolsets: values.INLET_MCP_TOOLSETS,
      hosts: values.INLET_MCP_HOSTS ?? [],
      budgets: {
        sends: values.INLET_MCP_SENDS_PER_HOUR,
        deletes: values.INLET_MCP_DELETES_PER_HOUR,
      },
    },
  };
}

function bucketOf(values: SettingValues): Config['attachments']['bucket'] {
  const { INLET_S3_URL: url, INLET_S3_KEY_ID: accessKeyId } = values;
  const { INLET_S3_SECRET: secretAccessKey, INLET_S3_REGION: region } = values;
  if (url === null || accessKeyId === null || secretAccessKey === null) return null;
  return { url, region, accessKeyId, secretAccessKey };
}

function limitsOf(values: SettingValues): Limits {
  return {
    bodyBytes: values.INLET_MAX_BODY_BYTES,
    jsonDepth: values.INLET_MAX_JSON_DEPTH,
    idLength: values.INLET_MAX_ID_LENGTH,
    messageLength: values.INLET_MAX_MESSAGE_LENGTH,
    attachments: values.INLET_MAX_ATTACHMENTS,
    queuedMessages: values.INLET_MAX_QUEUED_MESSAGES,
    queuedBytes: values.INLET_MAX_QUEUED_BYTES,
  };
}

/** A bucket without a key is not what anybody wants. */
function halfSet(values: SettingValues): string[] {
  const names = ['INLET_S3_URL', 'INLET_S3_KEY_ID', 'INLET_S3_SECRET'] as const;
  const missing = names.filter((name) => values[name] === null);
  if (missing.length === 0 || missing.length === names.length) return [];
  return [`${missing.join(' and ')} is missing: a bucket needs ${names.join(', ')} together.`];
}

/** Values that are well-formed by themselves and cannot hold together. */
function contradictions(limits: Limits): string[] {
  const faults: string[] = [];
  const { bodyBytes, messageLength, queuedBytes } = limits;
  if (messageLength > bodyBytes) {
    faults.push(
      `INLET_MAX_MESSAGE_LENGTH is ${messageLength}, more than a body of INLET_MAX_BODY_BYTES=${bodyBytes} can hold: lower the first or raise the second.`,
    );
  }
  if (bodyBytes > queuedBytes) {
    faults.push(
      `INLET_MAX_QUEUED_BYTES is ${queuedBytes}, less than one body of INLET_MAX_BODY_BYTES=${bodyBytes}: raise the first or lower the second.`,
    );
  }
  return faults;
}
