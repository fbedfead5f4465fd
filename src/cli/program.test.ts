import { expect, test } from 'vitest';
import { buildProgram } from './program.ts';

const ports = { untilStopped: () => new Promise<never>(() => undefined) };
const namesOf = async (name?: string) =>
  (await buildProgram(ports, name)).commands.map((command) => command.name());

test('each command is read alone by its own name', async () => {
  const all = await namesOf();
  expect(all).toContain('start');
  expect(await Promise.all(all.map(namesOf))).toEqual(all.map((name) => [name]));
});

test('all are there for a name that is no command', async () => {
  const all = await namesOf();
  expect(await namesOf('tokens')).toEqual(all);
  expect(await namesOf('toString')).toEqual(all);
});
