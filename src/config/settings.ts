import { TOOLSETS } from '../domain/toolset.ts';
import {
  host,
  hosts,
  httpUrl,
  integer,
  mediaTypes,
  networks,
  oneOf,
  path,
  postgresUrl,
  proxies,
  secret,
  someOf,
  token,
  type SettingType,
} from './setting-types.ts';

/*
 * Everything that can be set, in one table: config.ts reads the environment by it and
 * docs/configuration.md is generated from it.
 */

export type Setting<Value> = {
  section: 'Server' | 'Limits' | 'Agents' | 'Commands';
  type: SettingType<Value>;
  /** What holds where the variable is not set; null: nothing, as the sentence says. */
  initial: Value | null;
  /** For the operator; ends in a full stop. */
  sentence: string;
  /** Never repeated in a message, because it is or contains a credential. */
  isSecret?: true;
};

function server<Value>(type: SettingType<Value>, initial: Value, sentence: string) {
  return { section: 'Server', type, initial, sentence } satisfies Setting<Value>;
}

function optional<Value>(type: SettingType<Value>, sentence: string) {
  return { section: 'Server', type, initial: null, sentence } satisfies Setting<Value>;
}

function limit(type: SettingType<number>, initial: number, sentence: string) {
  return { section: 'Limits', type, initial, sentence } satisfies Setting<number>;
}

function agents<Value>(type: SettingType<Value>, initial: Value, sentence: string) {
  return { section: 'Agents', type, initial, sentence } satisfies Setting<Value>;
}

const logLevel = oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent');

export const settings = {
  INLET_HOST: server(
    host,
    '127.0.0.1',
    'The address to listen on. 0.0.0.0 (or ::) opens the server to the network.',
  ),
  INLET_PORT: server(integer(0, 65_535), 4_300, 'The port to listen on. 0 takes a free one.'),
  INLET_DATA: server(
    path,
    './data',
    'The folder of the SQLite database, the secret key and sandbox.json; made if missing. One server at a time uses it.',
  ),
  INLET_DATABASE_URL: {
    ...optional(
      postgresUrl,
      'A PostgreSQL database, which several servers may share. Unset: SQLite in INLET_DATA.',
    ),
    isSecret: true,
  },
  INLET_PUBLIC_URL: optional(
    httpUrl,
    'How clients reach this server, where a proxy stands before it. Unset: the address it listens on.',
  ),
  INLET_SANDBOX: server(
    oneOf('auto', 'off'),
    'auto',
    'auto: on a database without workspaces, a server that listens on loopback makes one with credentials for every vendor. off: never.',
  ),
  INLET_SECRET: {
    ...optional(
      secret,
      'The key of what is kept encrypted or signed. Every server of one database needs the same. Unset: the file secret.key in INLET_DATA, made at the first start.',
    ),
    isSecret: true,
  },
  INLET_TRUST_PROXY: server(
    proxies,
    false,
    'Which proxies are believed when they say, in X-Forwarded-*, who a client is: how many stand before this server, or their addresses. The client is the last address that is not one of theirs.',
  ),
  INLET_LOCAL_NETWORKS: optional(
    networks,
    'What Inlet may call beside the public internet, over http:// too: connectors and attachments in your own network, for example loopback or 10.1.2.0/24. Unset: nothing. A workspace can have more (inlet workspace set).',
  ),
  INLET_ATTACHMENT_TYPES: server(
    mediaTypes,
    [
      'image/*',
      'audio/*',
      'video/*',
      'text/plain',
      'text/csv',
      'text/vcard',
      'text/calendar',
      'application/*',
    ],
    'Which files are copied and taken as uploads, by media type. Others keep their link, with the reason beside it.',
  ),
  INLET_S3_URL: optional(
    httpUrl,
    'A bucket that speaks S3 in which copies of attachments lie, with its name in the path or the host. Unset: the folder files in INLET_DATA.',
  ),
  INLET_S3_REGION: server(
    token,
    'us-east-1',
    'The region that requests to the bucket are signed for.',
  ),
  INLET_S3_KEY_ID: optional(token, 'The id of the key with which the bucket is used.'),
  INLET_S3_SECRET: {
    ...optional(token, 'The secret of that key.'),
    isSecret: true,
  },
  INLET_EVENTS_DAYS: server(
    integer(1, 3_650),
    30,
    'For how many days events are kept (GET /inlet/v1/events). What is older goes once everything that follows the log is through with it.',
  ),
  INLET_LOG_LEVEL: server(logLevel, 'info', 'The least important kind of line that is logged.'),

  INLET_MAX_BODY_BYTES: limit(
    integer(1_024, 268_435_456),
    1_048_576,
    'The largest body of a request, in bytes.',
  ),
  INLET_MAX_JSON_DEPTH: limit(
    integer(4, 1_000),
    32,
    'How deep arrays and objects of a body may be nested.',
  ),
  // 600 characters are at most 2,400 bytes: what a PostgreSQL index entry can hold beside keys.
  INLET_MAX_ID_LENGTH: limit(
    integer(1, 600),
    255,
    'The length of an id that a connector gives, in characters.',
  ),
  INLET_MAX_MESSAGE_LENGTH: limit(
    integer(1, 10_000_000),
    100_000,
    'The length of a message, in UTF-16 units.',
  ),
  INLET_MAX_ATTACHMENTS: limit(integer(0, 1_000), 50, 'The number of attachments of a message.'),
  INLET_MAX_ATTACHMENT_BYTES: limit(
    integer(1_024, 1_073_741_824),
    26_214_400,
    'The largest file that is copied or uploaded, in bytes.',
  ),
  INLET_MAX_QUEUED_MESSAGES: limit(
    integer(1, 1_000_000),
    10_000,
    'How many messages may wait for the database before further ones are answered 503.',
  ),
  INLET_MAX_QUEUED_BYTES: limit(
    integer(1_024, 4_294_967_296),
    67_108_864,
    'How many bytes of messages may wait for the database before further ones are answered 503.',
  ),

  INLET_MCP_READ_ONLY: agents(
    oneOf('on', 'off'),
    'off',
    'on: no tool that changes or sends anything is listed to an agent, or can be called.',
  ),
  INLET_MCP_TOOLSETS: {
    ...optional(
      someOf(...TOOLSETS),
      'Which groups of tools agents get (docs/mcp.md has the table). Unset: all.',
    ),
    section: 'Agents',
  },
  INLET_MCP_HOSTS: {
    ...optional(
      hosts,
      'Further names under which agents reach /mcp, or from whose pages they call it. Loopback, addresses and the name in INLET_PUBLIC_URL are always known; any other is refused.',
    ),
    section: 'Agents',
  },
  INLET_MCP_SENDS_PER_HOUR: agents(
    integer(0, 1_000_000),
    100,
    'How many replies and resends one token may hand over through tools within an hour.',
  ),
  INLET_MCP_DELETES_PER_HOUR: agents(
    integer(0, 1_000_000),
    20,
    'How many channels and conversations one token may delete through tools within an hour.',
  ),

  INLET_URL: {
    ...optional(
      httpUrl,
      'The running server that `inlet tail` connects to. Unset: the one that sandbox.json names.',
    ),
    section: 'Commands',
  },
  INLET_TOKEN: {
    ...optional(
      token,
      'The Inlet token of `inlet tail` and `inlet mcp`. Unset: that of sandbox.json.',
    ),
    section: 'Commands',
    isSecret: true,
  },
} satisfies Record<`INLET_${string}`, Setting<unknown>>;

export type SettingName = keyof typeof settings;

/** The value of each setting; null where an optional one is not set. */
export type SettingValues = {
  [Name in SettingName]: (typeof settings)[Name] extends {
    type: SettingType<infer Value>;
    initial: infer Initial;
  }
    ? null extends Initial
      ? Value | null
      : Value
    : never;
};
