import { workerData } from 'node:worker_threads';
import type { Reader } from '../../transaction.ts';
import { verbNamed } from '../../verb-named.ts';
import { readVerbs } from '../../verbs.ts';
import { openLoneConnection, openReaderConnection } from './connection.ts';
import { kyselyOver } from './kysely-sqlite.ts';
import type { ThreadStart } from './rpc.ts';
import { serveThread } from './serve-thread.ts';

type Verb = (reader: Reader, input: unknown) => Promise<unknown>;

const { path, isAlone } = workerData as ThreadStart;
const connection = isAlone ? openLoneConnection(path) : openReaderConnection(path);
const reader = kyselyOver(connection);

serveThread({
  async verb(name, input) {
    // One snapshot for all that a verb reads; a read of many pages must not see half a group.
    connection.exec('BEGIN');
    try {
      return await verbNamed<Verb>(readVerbs, name)(reader, input);
    } finally {
      connection.exec('COMMIT');
    }
  },
  lastId() {
    const row = connection.prepare(`SELECT value FROM counters WHERE name = 'id'`).get();
    return (row as { value: number }).value;
  },
  close: () => {
    connection.close();
  },
});
