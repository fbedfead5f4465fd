import type { CallInlet } from '../../fake/fake-connector.ts';

/** Requests to the Inlet of these credentials; one that it refuses is an error with its own words. */
export function callInletAt({ url, inlet }: { url: string; inlet: { token: string } }): CallInlet {
  return async ({ method, path, headers, body }) => {
    const isOwnApi = path.startsWith('/inlet/');
    // The operator's own server, often on loopback, which safe-fetch refuses to dial.
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(isOwnApi ? { authorization: `Bearer ${inlet.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
    return {
      status: answer.status,
      body: text === '' ? null : (JSON.parse(text) as unknown),
      acceptanceId: answer.headers.get('inlet-acceptance'),
      verdict: answer.headers.get('inlet-verdict'),
    };
  };
}
