import { Audit } from '../access/audit.ts';
import { createCredentials } from '../access/credentials.ts';
import { Login } from '../access/login.ts';
import { createPeople } from '../access/people.ts';
import { createWorkspaces } from '../access/workspaces.ts';
import { createGrants } from '../access/oauth/grants.ts';
import { createOAuth } from '../access/oauth/oauth.ts';
import { Passwords } from '../access/passwords.ts';
import { Sessions } from '../access/sessions.ts';
import { SigningKeys } from '../access/signing-keys.ts';
import { openAttachments } from '../attachments/open-attachments.ts';
import type { Config } from '../config/config-types.ts';
import type { Channel } from '../domain/channel.ts';
import { refreshSource } from '../history/refresh-source.ts';
import type { Webhook } from '../domain/webhook.ts';
import { createDeadLetters } from '../inbox/dead-letters.ts';
import type { InboxPorts } from '../inbox/inbox-ports.ts';
import { createInbox } from '../inbox/inbox.ts';
import { createWebhooks } from '../inbox/webhooks.ts';
import type { Opened } from '../lib/opened.ts';
import { Metrics } from '../observability/metrics.ts';
import { RejectionLog } from '../observability/rejection-log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { constructBase } from './base.ts';
import type { Base } from './base.ts';
import type { Closing } from './closing.ts';
import { createOutbox } from './outbox.ts';
import type { Overrides } from './overrides.ts';

export type Parts = Awaited<ReturnType<typeof constructParts>>;

/** Everything behind the faces, in the order in which it depends on each other. */
export async function constructParts(
  config: Config,
  overrides: Overrides,
  opened: Opened,
  closing: Closing,
) {
  const base = await constructBase(config, overrides, opened, closing);
  const { store, vendors, secretBox, ingest, outbound, bell, now } = base;
  const attachments = await opened.open(
    'attachments',
    () => attachmentsOf(config, base),
    ({ copier }) => closing.inTime(copier.stop()),
  );
  const door = await opened.open('door', () => openDoor(base, overrides));
  const cases = { store, secretBox, now, wakeOutbox: bell.wake, tryNow: bell.tryNow };
  const parts = {
    ...base,
    ...door,
    ...attachments,
    limits: config.limits,
    inbox: createInbox(inboxPortsOf(base)),
    ...{ oauth: createOAuth(base), grants: createGrants(base) },
    signing: new SigningKeys({ store, secretBox, now }),
    ...{ tokens: createCredentials(base), people: createPeople(base) },
    workspaces: createWorkspaces(base),
    deadLetters: createDeadLetters(cases),
    webhooks: createWebhooks({ ...cases, takesReplies: takesRepliesOf(base) }),
    metrics: new Metrics(() => ingest.waiting),
    rejections: new RejectionLog(store, now),
  };
  // With what it calls by: what is being fetched breaks off, and is fetched again by the next server.
  const stop = (it: Outbox) => it.stop(closing.outboxGraceMs, () => outbound.close());
  const outbox = await opened.open(
    'outbox',
    () => createOutbox(vendors, { ...parts, pollMs: overrides.outboxPollMs }),
    (it) => closing.inTime(stop(it)),
  );
  return { ...parts, outbox, stopOutbox: () => stop(outbox) };
}

function attachmentsOf({ dataDirectory, attachments: config }: Config, base: Base) {
  const { asking, steady, address, historyPorts } = base;
  return openAttachments({
    ...{ ...asking, steady, dataDirectory, config, origin: () => address.url },
    refresh: (source) => refreshSource(historyPorts, source),
  });
}

function inboxPortsOf({ store, now, bell, purger, importer, apps, vendors }: Base): InboxPorts {
  const outgoingOf = (channel: Channel) =>
    vendors.find(({ name }) => name === channel.vendor)?.outgoing;
  return {
    ...{ store, now, wakeOutbox: bell.wake, startPurge: purger.start },
    wakeImporter: importer.wake,
    hearsOfRemoval: async (channel) =>
      (await outgoingOf(channel)?.hearsOfRemoval?.({ apps }, channel)) ?? false,
    inherit: (channel, ...rest) => outgoingOf(channel)?.inherit?.(channel, ...rest) ?? {},
  };
}

function takesRepliesOf({ vendors }: Base) {
  return (webhook: Webhook): boolean =>
    vendors.find(({ name }) => name === webhook.vendor)?.outgoing?.takesReplies?.(webhook) ?? false;
}

/** What people come in by, and what is kept of it. */
function openDoor({ store, now, steady }: Base, { passwordCost }: Overrides) {
  const passwords = new Passwords(passwordCost);
  return {
    passwords,
    login: new Login(store, passwords, now),
    sessions: new Sessions(store, now),
    audit: new Audit(store, now, steady),
  };
}
