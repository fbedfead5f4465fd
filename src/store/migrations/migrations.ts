import * as initial from './0001-initial.ts';
import * as access from './0002-access.ts';
import * as conversations from './0003-conversations.ts';
import * as outbox from './0004-outbox.ts';
import * as businesses from './0005-businesses.ts';
import * as contacts from './0006-contacts.ts';
import * as attachments from './0007-attachments.ts';
import * as people from './0008-people.ts';
import * as replyStates from './0009-reply-states.ts';
import * as handingOver from './0010-handing-over.ts';
import * as clientIds from './0011-client-ids.ts';
import * as skipped from './0012-skipped.ts';
import * as whose from './0013-whose.ts';
import * as lines from './0014-lines.ts';
import * as idlePages from './0015-idle-pages.ts';
import * as senderTimes from './0016-sender-times.ts';
import * as makers from './0017-makers.ts';
import * as stuckReplies from './0018-stuck-replies.ts';
import * as logHeads from './0019-log-heads.ts';

/** One step of the schema. Frozen once released: a change is a new step at the end. */
export type Migration = {
  version: number;
  name: string;
  sqlite: readonly string[];
  postgres: readonly string[];
};

function step(
  version: number,
  name: string,
  statements: Pick<Migration, 'sqlite' | 'postgres'>,
  hash: string,
) {
  return { version, name, ...statements, hash };
}

/** `hash` is of the statements: `npm run check -- migrations` says it, and when one was changed. */
export const migrations: readonly (Migration & { hash: string })[] = [
  step(1, 'initial', initial.statements, '4ae328539c41fdef'),
  step(2, 'access', access.statements, '9a2e8f444f92ce89'),
  step(3, 'conversations', conversations.statements, 'd8df7273f50ec704'),
  step(4, 'outbox', outbox.statements, 'a411b885c4a81d22'),
  step(5, 'businesses', businesses.statements, '4464a1b022e397db'),
  step(6, 'contacts', contacts.statements, '20ccff0780f288a7'),
  step(7, 'attachments', attachments.statements, 'e20e53a50853b332'),
  step(8, 'people', people.statements, '8db5c1aa5719f6c9'),
  step(9, 'reply-states', replyStates.statements, 'b15379b761962720'),
  step(10, 'handing-over', handingOver.statements, 'd1ad6ede80f3681a'),
  step(11, 'client-ids', clientIds.statements, '8d19692f0d806cb6'),
  step(12, 'skipped', skipped.statements, 'd8f427c0401186e9'),
  step(13, 'whose', whose.statements, '236d095502567fb9'),
  step(14, 'lines', lines.statements, '308d2df82bfb3a2b'),
  step(15, 'idle-pages', idlePages.statements, 'dd182c9ec50514cf'),
  step(16, 'sender-times', senderTimes.statements, '9b623fb8c762226c'),
  step(17, 'makers', makers.statements, 'dbe2e3522cdf7942'),
  step(18, 'stuck-replies', stuckReplies.statements, '87b8854f7f95ac28'),
  step(19, 'log-heads', logHeads.statements, '485e009a33bcd740'),
];

export const LATEST_VERSION = migrations.length;

/** A database of a newer Inlet: going on could damage it. */
export function refuseNewer(version: number): void {
  if (version <= LATEST_VERSION) return;
  throw new Error(
    `The database has schema version ${version}, this Inlet knows up to ${LATEST_VERSION}. ` +
      'Start the newer Inlet that wrote it, or restore a backup made before the upgrade.',
  );
}
