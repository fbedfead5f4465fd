/** The vendors' own clients complete their flows, refresh included, against the running server. */
import { HighLevel, MemorySessionStorage } from '@gohighlevel/api-client';
import { ChannelsApi, Configuration, OAuth2Configuration } from 'pipedrive/v1';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { letIn, pathOf } from './person.ts';

type Opened = Pick<
  OAuth2Configuration,
  'authorizationUrl' | 'authorize' | 'getAccessToken' | 'tokenRefresh' | 'revokeToken' | 'basePath'
> & { accessToken: string; refreshToken: string; expiresAt: number };

let inlet: RunningApp;
let now = Date.now();

beforeAll(async () => {
  inlet = await startApp({ now: () => now });
});
afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

describe("pipedrive@33.7.0's OAuth2Configuration", () => {
  function configure() {
    const { clientId, clientSecret, redirectUri } = inlet.sandbox.pipedrive;
    const client = new OAuth2Configuration({
      clientId,
      clientSecret,
      redirectUri,
      host: inlet.url,
    });
    // Private in its types, and what the test is about.
    return client as unknown as Opened;
  }

  test('is let in, posts a message, refreshes and posts again', async () => {
    const oauth = configure();
    const { location, code } = await letIn(inlet, pathOf(oauth.authorizationUrl));
    expect(location.href).toBe(`${inlet.sandbox.pipedrive.redirectUri}?code=${code}`);
    expect(code).toMatch(/^[0-9a-f]{40}$/);

    const token = await oauth.authorize(code);
    expect(token).toEqual({
      access_token: expect.stringMatching(/^v1u:[\w-]{64}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^v1r:[\w-]{64}$/),
      scope: 'messengers-integration,base',
      api_domain: inlet.url,
    });
    expect(oauth.basePath).toBe(`${inlet.url}/api/v1`);
    const accessToken = oauth.getAccessToken;
    const channels = new ChannelsApi(new Configuration({ accessToken, basePath: oauth.basePath }));
    const receive = (id: string) =>
      channels.receiveMessage({
        ReceiveMessageRequest: {
          id,
          channel_id: inlet.sandbox.pipedrive.channelId,
          sender_id: 'jane',
          conversation_id: 'c-1',
          message: 'Hello',
          status: 'sent',
          created_at: '2026-03-01 10:00',
        },
      });
    expect(await receive('m-1')).toMatchObject({ success: true, data: { id: 'm-1' } });

    // The access token's hour is over on both sides.
    now += 3_600_000;
    oauth.expiresAt = 1;
    const before = oauth.refreshToken;
    expect(await receive('m-2')).toMatchObject({ success: true, data: { id: 'm-2' } });
    expect(oauth.refreshToken).toBe(before);
    expect(oauth.accessToken).not.toBe(token.access_token);
  });

  test('gives back its access token, which it encodes twice, and then its refresh token', async () => {
    const oauth = configure();
    await oauth.authorize((await letIn(inlet, pathOf(oauth.authorizationUrl))).code);
    const me = () =>
      inlet.get('/v1/users/me', { token: oauth.accessToken }).then(({ status }) => status);
    expect(await me()).toBe(200);
    await oauth.revokeToken('access_token');
    expect(await me()).toBe(401);
    await oauth.tokenRefresh();
    expect(await me()).toBe(200);
    await oauth.revokeToken('refresh_token');
    expect(await me()).toBe(401);
    await expect(oauth.tokenRefresh()).rejects.toMatchObject({
      success: false,
      error: 'invalid_grant',
      message: 'Invalid grant: `refresh_token` is invalid',
    });
  });

  test('is told when the person says no', async () => {
    const oauth = configure();
    const { location } = await letIn(
      inlet,
      `${pathOf(oauth.authorizationUrl)}&state=s%2F1`,
      'deny',
    );
    expect(location.search).toBe('?error=user_denied&state=s%2F1');
  });
});

describe("@gohighlevel/api-client@3.1.0's OAuth mode", () => {
  const scope = 'conversations/message.write locations.readonly';

  function configure() {
    const { clientId, clientSecret } = inlet.sandbox.highlevel;
    const sessionStorage = new MemorySessionStorage();
    const client = new HighLevel({ clientId, clientSecret, sessionStorage });
    client.getHttpClient().defaults.baseURL = inlet.url;
    return { client, sessionStorage };
  }

  test('is let into a location, calls it, and refreshes when the token has ended', async () => {
    const { clientId, clientSecret, locationId, companyId, redirectUri } = inlet.sandbox.highlevel;
    const { client, sessionStorage } = configure();
    const link = client.oauth.getAuthorizationUrl(clientId, redirectUri, scope);
    const { location, code } = await letIn(inlet, pathOf(link));
    expect(location.href).toBe(`${redirectUri}?code=${code}`);
    expect(code).toMatch(/^[0-9a-f]{40}$/);
    const token = await client.oauth.getAccessToken({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      code,
      user_type: 'Location',
      redirect_uri: redirectUri,
    });
    expect(token).toEqual({
      access_token: expect.stringMatching(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 86_399,
      refresh_token: expect.stringMatching(/^eyJ/),
      scope,
      refreshTokenId: expect.stringMatching(/^[0-9a-f]{24}$/),
      userType: 'Location',
      locationId,
      companyId,
      isBulkInstallation: false,
      userId: expect.stringMatching(/^\w{20}$/),
    });
    await sessionStorage.setSession(locationId, token);
    const read = () => client.locations.getLocation({ locationId });
    expect(await read()).toMatchObject({ location: { id: locationId } });

    // Its day is over on the server alone: the client learns it from the 401.
    now += 86_400_000;
    expect(await read()).toMatchObject({ location: { id: locationId } });
    const session = await sessionStorage.getSession(locationId);
    expect(session?.refresh_token).not.toBe(token.refresh_token);
  });
});
