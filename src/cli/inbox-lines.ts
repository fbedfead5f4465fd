import type { Config } from '../config/config-types.ts';
import { findInbox } from '../pages/built-inbox.ts';
import type { Store } from '../store/store.ts';
import { sandboxLoginUrl } from './sandbox/login-link.ts';
import { isLoopback, type Sandbox } from './sandbox/prepare-sandbox.ts';

type Started = { url: string; sandbox: Sandbox };

/**
 * Where to go first. On a terminal, which nobody else reads, it is a link that logs the sandbox's
 * person in; a pipe may end in a file or a log, and gets the plain address.
 */
export async function inboxLines(
  config: Pick<Config, 'host'>,
  store: Pick<Store, 'read' | 'write' | 'whyUnable'>,
  { url, sandbox }: Started,
): Promise<string> {
  const { fault } = findInbox();
  if (fault !== null) return fault;
  const link =
    process.stdout.isTTY && isLoopback(config.host) && store.whyUnable() === null
      ? await linkInto(store, { url, sandbox })
      : null;
  return link === null
    ? `The inbox: ${url}/inbox`
    : `Open the inbox: ${link}\n(logs you in once, within 10 minutes; after that ${url}/inbox)`;
}

function linkInto(store: Pick<Store, 'read' | 'write'>, { url, sandbox }: Started) {
  return 'credentials' in sandbox ? sandboxLoginUrl(store, sandbox.credentials, url) : null;
}
