/** A body of 88,000 names costs a refusal in the face's own shape, which is no longer for it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';

let inlet: RunningApp;
beforeAll(async () => {
  inlet = await startApp();
});
afterAll(() => inlet[Symbol.asyncDispose]());

const WHY = 'An object in the body has more than 4096 names.';
const names = Object.fromEntries(Array.from({ length: 88_000 }, (_, n) => [`n${n}`, 1]));

const faces: [string, () => [path: string, headers: Record<string, string>], unknown][] = [
  [
    'inlet',
    () => ['/inlet/v1/webhooks', { authorization: `Bearer ${inlet.sandbox.inlet.token}` }],
    {
      ...{ type: 'about:blank', title: 'Bad Request', status: 400, detail: WHY },
      ...{ code: 'malformed', errors: [] },
    },
  ],
  [
    'pipedrive',
    () => ['/v1/channels/messages/receive', { 'x-api-token': inlet.sandbox.pipedrive.apiToken }],
    { success: false },
  ],
  [
    'highlevel',
    () => [
      '/conversations/messages/inbound',
      {
        authorization: `Bearer ${inlet.sandbox.highlevel.appAccessToken}`,
        version: '2021-04-15',
      },
    ],
    { message: WHY },
  ],
  [
    'partoo',
    () => ['/v2/webhooks', { 'x-apikey': inlet.sandbox.partoo.apiKeys.ORG_ADMIN }],
    { errors: { json: WHY } },
  ],
  [
    'mcp',
    () => ['/mcp', { authorization: `Bearer ${inlet.sandbox.mcp.token}` }],
    { jsonrpc: '2.0', error: { message: WHY } },
  ],
];

test.each(faces)('88,000 names are refused by %s in its shape', async (_face, place, shape) => {
  const [path, headers] = place();
  for (const body of [names, { within: [names] }]) {
    const answer = await inlet.call('POST', path, { token: null, headers, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject(shape as object);
    expect(JSON.stringify(answer.body).length).toBeLessThan(1_000);
  }
});
