/**
 * What `sandbox --json` and `workspace create --json` print: how to reach a workspace, in the words
 * of each vendor, secrets in clear.
 */
export type Credentials = {
  url: string;
  workspace: { id: string; name: string };
  inlet: { baseUrl: string; token: string };
  inbox: Inbox;
  /** One part for each vendor, by its name. */
  [vendor: string]: unknown;
};

/** The first admin's login; `welcomeUrl` works once and leads to a password of their own. */
export type Inbox = { url: string; email: string; password?: string; welcomeUrl?: string };

/** The same credentials for a server that is now reached under another address. */
export function moveTo(origin: string, credentials: Credentials): Credentials {
  const known = credentials.url;
  const move = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const isBelow = value === known || value.startsWith(`${known}/`);
      return isBelow ? origin + value.slice(known.length) : value;
    }
    if (Array.isArray(value)) return value.map(move);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, move(part)]));
  };
  return move(credentials) as Credentials;
}
