/** Schemas are compiled when they are first needed, so that only this sees a broken one. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { validatorCompiler } from '../../src/http/validation.ts';
import { formatsOf } from '../../src/vendors/vendor.ts';
import { vendors } from '../../src/vendors/index.ts';
import { freshDatabase } from '../support/database.ts';
import { openApp } from '../support/app.ts';

const parts = ['body', 'querystring', 'params', 'headers'] as const;

test('every schema of every route is one, and compiles', async () => {
  await using database = await freshDatabase('sqlite');
  const app = await openApp(database);
  const found: Array<{ route: string; schema: object; httpPart: string }> = [];
  app.http.app.addHook('onRoute', ({ method, url, schema }) => {
    for (const httpPart of parts) {
      const one = schema?.[httpPart];
      if (typeof one !== 'object' || one === null) continue;
      found.push({ route: `${String(method)} ${url}, ${httpPart}`, schema: one, httpPart });
    }
  });
  await app.start();
  await app.stop();

  expect(found.length).toBeGreaterThan(100);
  const ajv = new Ajv({ strict: false, logger: false });
  const compile = validatorCompiler(formatsOf(vendors));
  for (const { route, schema, httpPart } of found) {
    expect(ajv.validateSchema(schema), route).toBe(true);
    // The value is taken or refused; a schema that cannot be compiled throws.
    expect(() => compile({ schema, httpPart })(undefined), route).not.toThrow();
  }
});
