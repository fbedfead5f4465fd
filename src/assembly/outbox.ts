import type { Logger } from 'pino';
import type { SecretBox } from '../access/secret-box.ts';
import { localNetworksIn } from '../access/local-networks.ts';
import { ownWebhooks } from '../api/own-webhooks.ts';
import type { Attachments } from '../attachments/attachments.ts';
import type { Delivering } from '../domain/delivery.ts';
import type { OutsideIds } from '../domain/outside-ids.ts';
import { secretContext } from '../domain/secret-context.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { redactText } from '../observability/redact-answer.ts';
import type { ExchangeFeed } from '../observability/exchange-feed.ts';
import type { Metrics } from '../observability/metrics.ts';
import { whatOf } from '../outbox/attempt.ts';
import type { Bell } from '../outbox/bell.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { Store } from '../store/store.ts';
import type { Vendor, VendorPorts } from '../vendors/vendor.ts';

type OutboxParts = VendorPorts & {
  bell: Bell;
  pollMs: number | undefined;
  store: Store;
  metrics: Metrics;
  feed: ExchangeFeed;
  logger: Logger;
  secretBox: SecretBox;
  ingest: VendorPorts['ingest'] & Pick<Ingest, 'waiting'>;
  outsideIds: OutsideIds;
  attachments: VendorPorts['attachments'] & Pick<Attachments, 'copiesOf'>;
};

/** The outbox, with what each vendor knows of handing things over. */
export function createOutbox(vendors: readonly Vendor[], parts: OutboxParts): Outbox {
  const { store, outbound, now, metrics, feed, logger, secretBox } = parts;
  const delivering = vendors.flatMap((vendor): [string, Delivering][] =>
    vendor.outgoing === undefined ? [] : [[vendor.name, vendor.outgoing.deliver(parts)]],
  );
  return new Outbox({
    ...{ store, outbound, now, bell: parts.bell, pollMs: parts.pollMs, steady: parts.steady },
    jitter: Math.random,
    delivering: new Map<string | null, Delivering>([[null, ownWebhooks(parts)], ...delivering]),
    localNetworksOf: (workspaceId) => localNetworksIn(store, workspaceId),
    openSecret: ({ keyId, box }) => secretBox.open(box, secretContext.webhookSecret(keyId)),
    waitingMessages: () => parts.ingest.waiting,
    observe: (report) => {
      metrics.attempted(report.claim.kind, report.outcome.kind, report.durationMs);
      feed.attempted(report);
      const { claim, outcome } = report;
      if (outcome.kind === 'sent') return;
      const reason = redactText(outcome.reason);
      logger.info(
        { ...whatOf(claim), outcome: outcome.kind, reason },
        'an attempt did not deliver',
      );
    },
    log: (err, what, about) => logger.error({ err, ...about }, what),
  });
}
