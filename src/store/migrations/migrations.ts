import * as initialPostgres from './0001-initial.postgres.ts';
import * as initialSqlite from './0001-initial.sqlite.ts';
import * as accessPostgres from './0002-access.postgres.ts';
import * as accessSqlite from './0002-access.sqlite.ts';
import * as conversationsPostgres from './0003-conversations.postgres.ts';
import * as conversationsSqlite from './0003-conversations.sqlite.ts';
import * as outboxPostgres from './0004-outbox.postgres.ts';
import * as outboxSqlite from './0004-outbox.sqlite.ts';
import * as businessesPostgres from './0005-businesses.postgres.ts';
import * as businessesSqlite from './0005-businesses.sqlite.ts';
import * as contactsPostgres from './0006-contacts.postgres.ts';
import * as contactsSqlite from './0006-contacts.sqlite.ts';
import * as attachmentsPostgres from './0007-attachments.postgres.ts';
import * as attachmentsSqlite from './0007-attachments.sqlite.ts';
import * as peoplePostgres from './0008-people.postgres.ts';
import * as peopleSqlite from './0008-people.sqlite.ts';
import * as replyStatesPostgres from './0009-reply-states.postgres.ts';
import * as replyStatesSqlite from './0009-reply-states.sqlite.ts';
import * as handingOverPostgres from './0010-handing-over.postgres.ts';
import * as handingOverSqlite from './0010-handing-over.sqlite.ts';
import * as clientIdsPostgres from './0011-client-ids.postgres.ts';
import * as clientIdsSqlite from './0011-client-ids.sqlite.ts';
import * as skippedPostgres from './0012-skipped.postgres.ts';
import * as skippedSqlite from './0012-skipped.sqlite.ts';
import * as whosePostgres from './0013-whose.postgres.ts';
import * as whoseSqlite from './0013-whose.sqlite.ts';
import * as linesPostgres from './0014-lines.postgres.ts';
import * as linesSqlite from './0014-lines.sqlite.ts';
import * as idlePagesPostgres from './0015-idle-pages.postgres.ts';
import * as idlePagesSqlite from './0015-idle-pages.sqlite.ts';
import * as senderTimesPostgres from './0016-sender-times.postgres.ts';
import * as senderTimesSqlite from './0016-sender-times.sqlite.ts';

/** One step of the schema. Static and frozen once released: a change is a new step at the end. */
export type Migration = {
  version: number;
  name: string;
  sqlite: readonly string[];
  postgres: readonly string[];
};

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'initial',
    sqlite: initialSqlite.statements,
    postgres: initialPostgres.statements,
  },
  {
    version: 2,
    name: 'access',
    sqlite: accessSqlite.statements,
    postgres: accessPostgres.statements,
  },
  {
    version: 3,
    name: 'conversations',
    sqlite: conversationsSqlite.statements,
    postgres: conversationsPostgres.statements,
  },
  {
    version: 4,
    name: 'outbox',
    sqlite: outboxSqlite.statements,
    postgres: outboxPostgres.statements,
  },
  {
    version: 5,
    name: 'businesses',
    sqlite: businessesSqlite.statements,
    postgres: businessesPostgres.statements,
  },
  {
    version: 6,
    name: 'contacts',
    sqlite: contactsSqlite.statements,
    postgres: contactsPostgres.statements,
  },
  {
    version: 7,
    name: 'attachments',
    sqlite: attachmentsSqlite.statements,
    postgres: attachmentsPostgres.statements,
  },
  {
    version: 8,
    name: 'people',
    sqlite: peopleSqlite.statements,
    postgres: peoplePostgres.statements,
  },
  {
    version: 9,
    name: 'reply-states',
    sqlite: replyStatesSqlite.statements,
    postgres: replyStatesPostgres.statements,
  },
  {
    version: 10,
    name: 'handing-over',
    sqlite: handingOverSqlite.statements,
    postgres: handingOverPostgres.statements,
  },
  {
    version: 11,
    name: 'client-ids',
    sqlite: clientIdsSqlite.statements,
    postgres: clientIdsPostgres.statements,
  },
  {
    version: 12,
    name: 'skipped',
    sqlite: skippedSqlite.statements,
    postgres: skippedPostgres.statements,
  },
  {
    version: 13,
    name: 'whose',
    sqlite: whoseSqlite.statements,
    postgres: whosePostgres.statements,
  },
  {
    version: 14,
    name: 'lines',
    sqlite: linesSqlite.statements,
    postgres: linesPostgres.statements,
  },
  {
    version: 15,
    name: 'idle-pages',
    sqlite: idlePagesSqlite.statements,
    postgres: idlePagesPostgres.statements,
  },
  {
    version: 16,
    name: 'sender-times',
    sqlite: senderTimesSqlite.statements,
    postgres: senderTimesPostgres.statements,
  },
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
