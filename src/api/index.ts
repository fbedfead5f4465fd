import type { Authenticator } from '../access/authenticator.ts';
import type { Face } from '../http/face.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { ExchangeFeed } from '../observability/exchange-feed.ts';
import type { RejectionLog } from '../observability/rejection-log.ts';
import type { Store } from '../store/store.ts';

export type ApiPorts = {
  store: Pick<Store, 'read' | 'write'>;
  inbox: Inbox;
  authenticator: Authenticator;
  feed: ExchangeFeed;
  rejections: RejectionLog;
  limits: { idLength: number };
  now: () => number;
};

export function inletApi(_ports: ApiPorts): Face {
  return {
    name: 'inlet',
    prefixes: ['/inlet/v1'],
    keepsRejections: false,
    authenticate: () => Promise.reject(new Error('not yet')),
    present: (refusal) => ({ status: 500, body: { error: refusal.message } }),
    routes: () => undefined,
  };
}
