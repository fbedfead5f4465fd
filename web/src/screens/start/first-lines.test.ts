import { expect, test } from 'vitest';
import type { Channel } from '../../state/nouns.ts';
import { firstLines } from './first-lines.ts';

const channel = (vendor: string, externalId: string, isReadonly = false) =>
  ({ vendor, externalId, isReadonly }) as Channel;

test('each vendor has one line, by its oldest channel that can be answered on, and an unknown one none', () => {
  const channels = [
    channel('pipedrive', 'one'),
    channel('pipedrive', 'two'),
    channel('partoo', 'read only', true),
    channel('partoo', 'three'),
    channel('elsewhere', 'four'),
  ];
  const lines = firstLines('https://inbox.example/below', channels);
  expect(lines.map(({ channel: { externalId } }) => externalId)).toEqual(['one', 'three']);
  expect(lines[0]?.line).toMatch(
    /^curl -s https:\/\/inbox\.example\/below\/v1\/channels\/messages\/receive -H 'x-api-token: YOUR-API-TOKEN' /,
  );
  expect(lines[1]?.line).toContain('/below/v2/custom-channels/three/messages');
});
