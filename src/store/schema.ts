import type { KyselyTable } from './table.ts';
import { acceptances } from './tables/acceptances.ts';
import { apps, appSecrets, installations, providers } from './tables/apps.ts';
import { auditEntries, auditHeads } from './tables/audit.ts';
import { channelAttention, channels, channelTemplates } from './tables/channels.ts';
import { contacts, contactTerms } from './tables/contacts.ts';
import { conversations } from './tables/conversations.ts';
import { attempts, deliveries, formerIdentities, receiverPauses } from './tables/deliveries.ts';
import { events, logHeads } from './tables/events.ts';
import { files, links } from './tables/files.ts';
import { authorizationCodes, grants, grantWorkspaces, refreshTokens } from './tables/grants.ts';
import { imports } from './tables/imports.ts';
import { attachments, messages } from './tables/messages.ts';
import { participants } from './tables/participants.ts';
import { loginAttempts, memberships, oneTimeLinks, sessions, users } from './tables/people.ts';
import { rejections } from './tables/rejections.ts';
import { replies, scheduledReplies } from './tables/replies.ts';
import { tokens, tokenWorkspaces } from './tables/tokens.ts';
import { webhooks, webhookSecrets } from './tables/webhooks.ts';
import { businesses, facts, faults, signingKeys } from './tables/workspaces.ts';
import { workspaceAliases, workspaces } from './tables/workspaces.ts';

/** Every table that both databases have, by the name that queries call it. */
export const tables = {
  ...{ acceptances, appSecrets, apps, attachments, attempts, auditEntries, auditHeads },
  ...{ authorizationCodes, businesses, channelAttention, channelTemplates, channels },
  ...{ contactTerms, contacts, conversations, deliveries, events, facts, faults, files },
  ...{ formerIdentities, grantWorkspaces, grants, imports, installations, links, logHeads },
  ...{
    loginAttempts,
    memberships,
    messages,
    oneTimeLinks,
    participants,
    providers,
    receiverPauses,
  },
  ...{ refreshTokens, rejections, replies, scheduledReplies, sessions, signingKeys },
  ...{ tokenWorkspaces, tokens, users, webhookSecrets, webhooks, workspaceAliases, workspaces },
};

/** The tables as queries see them, on both databases. */
export type Schema = {
  [Name in keyof typeof tables]: KyselyTable<(typeof tables)[Name]['columns']>;
};
