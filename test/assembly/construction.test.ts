import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/config.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { engines, freshDatabase, type Engine } from '../support/database.ts';

const logger = pino({ level: 'silent' });

describe.each(engines)('a server on %s', (engine) => {
  test('closes what it had opened when any later part cannot be made', async () => {
    await using opened = await openedStore(engine);
    const names: string[] = [];
    const whole = await createApp(opened.config, {
      ...{ logger, store: opened.lent() },
      opening: (name) => names.push(name),
    });
    await whole.stop();
    expect(names).toEqual(
      expect.arrayContaining(['store', 'secret box', 'outbound', 'history', 'outbox', 'http']),
    );
    for (const failing of names) {
      opened.closings.length = 0;
      const opening = (name: string) => {
        if (name === failing) throw new Error(`no ${name}`);
      };
      const made = createApp(opened.config, { logger, store: opened.lent(), opening });
      await expect(made, failing).rejects.toThrow(`no ${failing}`);
      // It is given: until it is taken over, whoever brought it closes it.
      expect(opened.closings, failing).toEqual(failing === 'store' ? [] : ['store']);
    }
  });

  test('closes its store after everything that works with it', async () => {
    await using opened = await openedStore(engine);
    const app = await createApp(opened.config, { logger, store: opened.lent() });
    app.http.app.addHook('onClose', () => void opened.closings.push('http'));
    const stopOutbox = app.outbox.stop.bind(app.outbox);
    app.outbox.stop = async (...given) => {
      await stopOutbox(...given);
      if (!opened.closings.includes('outbox')) opened.closings.push('outbox');
    };
    await app.stop();
    expect(opened.closings.at(-1)).toBe('store');
    expect(opened.closings.toSorted()).toEqual(['http', 'outbox', 'store']);
  });
});

/** A store that is lent again and again: closing it is noted, and done at the end. */
async function openedStore(engine: Engine) {
  const database = await freshDatabase(engine);
  const { dataDirectory, databaseUrl } = database;
  const env = { INLET_DATA: dataDirectory, INLET_PORT: '0', INLET_DATABASE_URL: databaseUrl };
  const loaded = loadConfig(env);
  if (!('ok' in loaded)) throw new Error(loaded.faults.join('\n'));
  const store = await openStore(loaded.ok.store);
  const closings: string[] = [];
  const close = () => Promise.resolve(void closings.push('store'));
  return {
    config: loaded.ok,
    closings,
    lent: (): Store =>
      new Proxy(store, {
        get: (it, key) => (key === 'close' ? close : (Reflect.get(it, key, it) as unknown)),
      }),
    async [Symbol.asyncDispose]() {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
}
