import { made, ifThere, ifSo } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { eventsVerbs } from './verbs.ts';

export const eventsProperties = {
  listHearingWorkspaces: { isLookup: true },
  listWebhooksBehind: { isLookup: true },
  createWebhook: { isNeutral: true, audit: made('webhook') },
  createSoleWebhooks: {
    isNeutral: true,
    audit: (outcome) =>
      outcome.kind === 'taken'
        ? null
        : { object: `webhook ${outcome.webhooks.map(({ id }) => id).join(', ')}` },
  },
  updateWebhook: { isNeutral: true, audit: ifThere },
  deleteWebhookStep: {
    isNeutral: true,
    audit: (step, { id }) => (step?.isFirst === true ? { object: `webhook ${id}` } : null),
  },
  rotateWebhookSecret: { isNeutral: true, audit: ifSo },
  fanOut: { isNeutral: true },
  pruneEvents: { isNeutral: true },
} satisfies Properties<typeof eventsVerbs>;
