import type { Said } from './audit-rules.ts';
import { acceptancesProperties } from './queries/acceptances/properties.ts';
import { appsProperties } from './queries/apps/properties.ts';
import { channelsProperties } from './queries/channels/properties.ts';
import { contactsProperties } from './queries/contacts/properties.ts';
import { conversationsProperties } from './queries/conversations/properties.ts';
import { deliveriesProperties } from './queries/deliveries/properties.ts';
import { eventsProperties } from './queries/events/properties.ts';
import { filesProperties } from './queries/files/properties.ts';
import { importsProperties } from './queries/imports/properties.ts';
import { messagesProperties } from './queries/messages/properties.ts';
import { outboxProperties } from './queries/outbox/properties.ts';
import { peopleProperties } from './queries/people/properties.ts';
import { repliesProperties } from './queries/replies/properties.ts';
import { serverProperties } from './queries/server/properties.ts';
import { tokensProperties } from './queries/tokens/properties.ts';
import { workspacesProperties } from './queries/workspaces/properties.ts';

/* What the verbs say of themselves, for those who know a verb by its name. */
const properties = {
  ...acceptancesProperties,
  ...appsProperties,
  ...channelsProperties,
  ...contactsProperties,
  ...conversationsProperties,
  ...deliveriesProperties,
  ...eventsProperties,
  ...filesProperties,
  ...importsProperties,
  ...messagesProperties,
  ...outboxProperties,
  ...peopleProperties,
  ...repliesProperties,
  ...serverProperties,
  ...tokensProperties,
  ...workspacesProperties,
};

type All = typeof properties;

export type AuditedVerb = {
  [Name in keyof All]: All[Name] extends { audit: unknown } ? Name : never;
}[keyof All];

type AuditRule = (outcome: unknown, input: unknown) => Said | null;

type OfVerb = { isLookup?: true; isNeutral?: true; endsAccess?: true; audit?: AuditRule };

const byName = new Map<string, OfVerb>(
  Object.entries(properties as Record<string, { audit?: AuditRule }>),
);

export const isLookup = (verb: string): boolean => byName.get(verb)?.isLookup === true;

/** Whether nothing that the accept path has cached can have changed after this write verb. */
export const isNeutralToAccept = (verb: string): boolean => byName.get(verb)?.isNeutral === true;

/** Whether credentials may have ended, by what came of this write verb. */
export function hasEndedAccess(verb: string, outcome: unknown, input: unknown): boolean {
  const { endsAccess, audit } = byName.get(verb) ?? {};
  return endsAccess === true && audit?.(outcome, input) !== null;
}

export const auditRuleOf = (verb: string): AuditRule | undefined => byName.get(verb)?.audit;

export const auditedVerbs: readonly string[] = [...byName.keys()].filter(auditRuleOf);
