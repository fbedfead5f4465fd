import type { Toolset } from '../domain/toolset.ts';

/** Everything that can be set, checked and complete. Made by config.ts, read by app.ts. */
export type Config = {
  host: string;
  /** 0 asks the system for a free port. */
  port: number;
  /** Where the database of SQLite, the secret key and sandbox.json are. */
  dataDirectory: string;
  /** In the form that the store's opener takes. */
  store: { kind: 'sqlite'; directory: string } | { kind: 'postgres'; url: string };
  /** How clients reach this server, without a slash at the end; null: as it listens. */
  publicUrl: string | null;
  sandbox: 'auto' | 'off';
  /** From INLET_SECRET; null: the key file in the data directory. */
  secret: string | null;
  /** What may be called beside the public internet, over http too; entries of lib's Networks. */
  localNetworks: string[];
  attachments: {
    mostBytes: number;
    types: string[];
    bucket: { url: string; region: string; accessKeyId: string; secretAccessKey: string } | null;
  };
  /** For how many days events are kept. */
  eventsDays: number;
  /** Which proxies' X-Forwarded-* are believed, in Fastify's form; false: none. */
  trustProxy: false | number | string[];
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  limits: Limits;
  mcp: McpConfig;
};

/** What agents may do through /mcp and on stdio. */
export type McpConfig = {
  isReadOnly: boolean;
  /** Null: all. */
  toolsets: readonly Toolset[] | null;
  /** Names in Host and Origin beside those that are always known. */
  hosts: readonly string[];
  /** Of one token within an hour. */
  budgets: { sends: number; deletes: number };
};

export type Limits = {
  /** Of a request's body, in bytes. */
  bodyBytes: number;
  jsonDepth: number;
  /** Of an external id, in characters. */
  idLength: number;
  /** In UTF-16 units. */
  messageLength: number;
  attachments: number;
  /** Accepted requests that may wait for the store. */
  queuedMessages: number;
  queuedBytes: number;
};
