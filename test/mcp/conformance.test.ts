/** npm run test:conformance, and part of npm test: both revisions of the protocol. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoor, type Door } from './conformance/door.ts';
import { REVISIONS, runSuite } from './conformance/run-suite.ts';

let door: Door;

beforeAll(async () => {
  door = await openDoor();
});

afterAll(async () => {
  await door[Symbol.asyncDispose]();
});

test.each(REVISIONS)('conforms to %s, but for the explained baseline', async (revision) => {
  const { exitCode, output } = await runSuite(door.url, revision);
  expect(exitCode, output).toBe(0);
});
