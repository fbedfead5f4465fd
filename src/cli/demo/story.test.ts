import { expect, test } from 'vitest';
import { STORY } from './story.ts';

test('the steps of the day stand in the order of time', () => {
  const times = STORY.map(({ ago }) => ago);
  expect(times).toEqual([...times].sort((one, other) => other - one));
});
