import { workerData } from 'node:worker_threads';
import type { AcceptCommand } from '../../../domain/accept-command.ts';
import type { ThreadStart } from './rpc.ts';
import { serveThread } from './serve-thread.ts';
import { Writer } from './writer.ts';

const writer = new Writer(workerData as ThreadStart);

serveThread({
  accept: (group) => JSON.stringify(writer.accept(JSON.parse(group) as AcceptCommand[])),
  verb: (name, input, drafts) => writer.write(name, input, drafts),
  takeAppendedIn: () => writer.takeAppendedIn(),
  close: () => {
    writer.close();
  },
});
