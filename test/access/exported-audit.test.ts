/** An export of the audit log is checked without the server and database that it came from. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyExport } from '../../src/access/exported-audit.ts';
import { startApp, type Json, type RunningApp } from '../support/app.ts';

let inlet: RunningApp;
let lines: string[];

beforeAll(async () => {
  inlet = await startApp();
  for (const label of ['Ü \u2028 "x"', 'another', 'a third']) {
    await inlet.call('POST', '/inlet/v1/tokens', { body: { label } });
  }
  await inlet.call('DELETE', '/inlet/v1/tokens/987654321');
  const headers = { authorization: `Bearer ${inlet.sandbox.inlet.token}` };
  const answer = await fetch(`${inlet.url}/inlet/v1/audit/export`, { headers });
  // The last one is of this very reading.
  lines = (await answer.text()).trimEnd().split('\n').slice(0, 4);
});
afterAll(() => inlet[Symbol.asyncDispose]());

async function* each(all: readonly string[]) {
  for (const line of all) yield await Promise.resolve(line);
}
const verdictOn = (all: readonly string[], noted?: string) => verifyExport(each(all), noted);

test('as it was exported, it is intact, and says the hash of its newest entry', async () => {
  expect(lines).toHaveLength(4);
  const { hash } = JSON.parse(lines[3] ?? '');
  const intact = { kind: 'intact', entries: 4, hash };
  expect(await verdictOn(lines)).toEqual(intact);
  const { hash: earlier } = JSON.parse(lines[1] ?? '');
  expect(await verdictOn(lines, earlier)).toEqual(intact);
});

describe('it is not intact', () => {
  const changed = (change: (entry: Json) => object) =>
    lines.with(1, JSON.stringify(change(JSON.parse(lines[1] ?? ''))));

  test.each<[what: string, change: (entry: Json) => object]>([
    ['the workspace', (entry) => ({ ...entry, workspaceId: '99' })],
    ['the time', (entry) => ({ ...entry, at: '2026-01-01T00:00:00.000Z' })],
    ['the actor', ({ actor, ...entry }) => ({ ...entry, actor: { ...actor, id: '1' } })],
    ['the actor’s name', ({ actor, ...entry }) => ({ ...entry, actor: { ...actor, name: 'x' } })],
    ['the address', (entry) => ({ ...entry, address: '192.0.2.1' })],
    ['the action', (entry) => ({ ...entry, action: 'login' })],
    ['the object', (entry) => ({ ...entry, object: 'token 1' })],
    ['the outcome', (entry) => ({ ...entry, outcome: 'refused' })],
    ['the details', (entry) => ({ ...entry, details: {} })],
    ['the hash', (entry) => ({ ...entry, hash: 'f'.repeat(64) })],
  ])('where %s was changed', async (_what, change) => {
    expect(await verdictOn(changed(change))).toMatchObject({ kind: 'broken' });
  });

  test('where an entry is missing, doubled or moved', async () => {
    const [a = '', b = '', c = '', d = ''] = lines;
    for (const wrong of [
      [b, c, d],
      [a, c, d],
      [a, b, b, c, d],
      [a, c, b, d],
    ]) {
      expect(await verdictOn(wrong)).toMatchObject({ kind: 'broken' });
    }
  });

  test('where its end was cut off, and a newer hash was noted', async () => {
    const { hash } = JSON.parse(lines[3] ?? '');
    expect(await verdictOn(lines.slice(0, 3))).toMatchObject({ kind: 'intact', entries: 3 });
    expect(await verdictOn(lines.slice(0, 3), hash)).toEqual({
      kind: 'broken',
      reason: `no entry has the hash ${String(hash)}`,
    });
  });

  test.each(['', 'x', 'null', '[]', '{}', '{"actor":null}', '{"actor":{},"at":1}'])(
    'where a line is %j',
    async (line) => {
      expect(await verdictOn([...lines, line])).toEqual({
        kind: 'broken',
        reason: 'line 5 is not an entry of an export',
      });
    },
  );

  test('where there is nothing', async () => {
    expect(await verdictOn([])).toEqual({ kind: 'broken', reason: 'the export is empty' });
  });
});
