import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig, type LoadedConfig } from './config.ts';
import type { Config } from './config-types.ts';

function configOf(loaded: LoadedConfig): Config {
  if ('faults' in loaded) throw new Error(loaded.faults.join('\n'));
  return loaded.ok;
}

function faultsOf(environment: Record<string, string>): string[] {
  const loaded = loadConfig(environment);
  return 'faults' in loaded ? loaded.faults : [];
}

describe('what holds without any variable', () => {
  test('is a SQLite server on loopback', () => {
    expect(configOf(loadConfig({}))).toEqual({
      host: '127.0.0.1',
      port: 4300,
      dataDirectory: join(process.cwd(), 'data'),
      store: { kind: 'sqlite', directory: join(process.cwd(), 'data') },
      publicUrl: null,
      eventsDays: 30,
      sandbox: 'auto',
      secret: null,
      localNetworks: [],
      mcp: {
        isReadOnly: false,
        toolsets: null,
        hosts: [],
        budgets: { sends: 100, deletes: 20 },
      },
      attachments: {
        mostBytes: 26_214_400,
        types: [
          'image/*',
          'audio/*',
          'video/*',
          'text/plain',
          'text/csv',
          'text/vcard',
          'text/calendar',
          'application/*',
        ],
        bucket: null,
      },
      trustProxy: false,
      logLevel: 'info',
      limits: {
        bodyBytes: 1_048_576,
        jsonDepth: 32,
        idLength: 255,
        messageLength: 100_000,
        attachments: 50,
        queuedMessages: 10_000,
        queuedBytes: 67_108_864,
      },
    });
  });
});

describe('variables', () => {
  test('are read in their types', () => {
    const config = configOf(
      loadConfig({
        INLET_PORT: '0',
        INLET_DATABASE_URL: 'postgres://inlet@127.0.0.1:5432/inlet',
        INLET_PUBLIC_URL: 'https://inbox.example.com/inlet/',
        INLET_TRUST_PROXY: 'loopback, 10.0.0.0/8,fd00::/8',
        INLET_LOCAL_NETWORKS: 'loopback, 10.1.2.0/24,fd00::1',
        INLET_MAX_ATTACHMENTS: '0',
      }),
    );
    expect(config.port).toBe(0);
    expect(config.store).toEqual({
      kind: 'postgres',
      url: 'postgres://inlet@127.0.0.1:5432/inlet',
    });
    expect(config.publicUrl).toBe('https://inbox.example.com/inlet');
    expect(config.trustProxy).toEqual(['loopback', '10.0.0.0/8', 'fd00::/8']);
    expect(config.localNetworks).toEqual(['loopback', '10.1.2.0/24', 'fd00::1']);
    expect(config.limits.attachments).toBe(0);
  });

  test('give way to overrides, of which undefined removes one', () => {
    const environment = { INLET_PORT: '4300', INLET_DATABASE_URL: 'postgres://db/inlet' };
    const config = configOf(
      loadConfig(environment, { INLET_PORT: '0', INLET_DATABASE_URL: undefined }),
    );
    expect(config.port).toBe(0);
    expect(config.store.kind).toBe('sqlite');
  });

  test('of other programs are left alone', () => {
    expect(faultsOf({ PATH: '/bin', INLETS: '1' })).toEqual([]);
  });
});

describe('faults', () => {
  test('come all at once and say what to write', () => {
    expect(
      faultsOf({ INLET_PORT: '70000', INLET_LOG_LEVEL: 'loud', INLET_HOST: 'http://localhost' }),
    ).toEqual([
      'INLET_HOST is "http://localhost": expected a host name or an IP address, for example INLET_HOST=127.0.0.1.',
      'INLET_PORT is "70000": expected a whole number from 0 to 65535, for example INLET_PORT=4300.',
      'INLET_LOG_LEVEL is "loud": expected one of trace, debug, info, warn, error, fatal, silent, for example INLET_LOG_LEVEL=info.',
    ]);
  });

  test('name the setting that an unknown one is nearest to', () => {
    expect(faultsOf({ INLET_DATABASE: 'postgres://db/inlet' })).toEqual([
      'INLET_DATABASE is not a setting: did you mean INLET_DATABASE_URL?',
    ]);
    expect(faultsOf({ INLET_PROT: '1' })).toEqual([
      'INLET_PROT is not a setting: did you mean INLET_PORT?',
    ]);
  });

  test('never repeat a credential', () => {
    const [database, secret, ...rest] = faultsOf({
      INLET_DATABASE_URL: 'mysql://root:hunter2@db/inlet',
      INLET_SECRET: 'hunter2',
    });
    expect(rest).toEqual([]);
    expect(`${database}${secret}`).not.toContain('hunter2');
    expect(secret).toBe(
      'INLET_SECRET is not well-formed: expected at least 32 characters without spaces.',
    );
  });

  test('meet an empty variable, for which no default is taken', () => {
    expect(faultsOf({ INLET_DATABASE_URL: '' })).toEqual([
      'INLET_DATABASE_URL is empty: write an address such as postgres://user:password@host:5432/database, or leave the variable out.',
    ]);
  });

  test('meet limits that contradict each other', () => {
    expect(faultsOf({ INLET_MAX_BODY_BYTES: '50000' })).toEqual([
      'INLET_MAX_MESSAGE_LENGTH is 100000, more than a body of INLET_MAX_BODY_BYTES=50000 can hold: lower the first or raise the second.',
    ]);
    expect(faultsOf({ INLET_MAX_QUEUED_BYTES: '4096' })).toEqual([
      'INLET_MAX_QUEUED_BYTES is 4096, less than one body of INLET_MAX_BODY_BYTES=1048576: raise the first or lower the second.',
    ]);
  });

  test.for<[name: string, text: string]>([
    ['INLET_PORT', '4300.5'],
    ['INLET_PORT', '-1'],
    ['INLET_PORT', '1e3'],
    ['INLET_PUBLIC_URL', 'inbox.example.com'],
    ['INLET_PUBLIC_URL', 'https://user:pass@inbox.example.com'],
    ['INLET_PUBLIC_URL', 'https://inbox.example.com/?a=b'],
    ['INLET_TRUST_PROXY', '10.0.0.0/33'],
    ['INLET_TRUST_PROXY', '10.0.0'],
    ['INLET_TRUST_PROXY', 'true'],
    ['INLET_TRUST_PROXY', '0'],
    ['INLET_LOCAL_NETWORKS', '10.0.0.0/33'],
    ['INLET_LOCAL_NETWORKS', 'localhost'],
    ['INLET_LOCAL_NETWORKS', '::ffff:127.0.0.1'],
    ['INLET_SANDBOX', 'on'],
    ['INLET_HOST', '::1:4300:x'],
  ])('meet %s=%s', ([name, text]) => {
    expect(faultsOf({ [name]: text })).toHaveLength(1);
  });
});
