/**
 * Inlet with a fault planted between it and its store, to prove that the crash test would find one.
 * Takes the fault's name; is otherwise started as `inlet start --json` is.
 */
import { createApp } from '../../src/app.ts';
import { configOrExit } from '../../src/cli/config-or-exit.ts';
import { prepareSandbox } from '../../src/cli/sandbox/prepare-sandbox.ts';
import type { AcceptCommand, AcceptOutcome } from '../../src/domain/accept-command.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

type Accept = Store['accept'];

const COMMIT_AFTER_MS = 50;

const faults: Record<string, (accept: Accept) => Accept> = {
  none: (accept) => accept,

  'answers before the commit': (accept) => async (group) => {
    setTimeout(() => void accept(group), COMMIT_AFTER_MS);
    return group.map(pretendStored);
  },

  // A message without an identity is neither looked for nor held apart by the unique key.
  'drops the unique key': (accept) => (group) =>
    accept(
      group.map((command) => ({
        ...command,
        message: { ...command.message, identity: { scope: 'none' } },
      })),
    ),
};

function pretendStored(command: AcceptCommand): AcceptOutcome {
  return {
    kind: 'accepted',
    contactId: null,
    threadId: null,
    acceptance: {
      id: 1,
      workspaceId: command.workspaceId,
      verdict: 'stored',
      reason: null,
      conflict: null,
      duplicateOf: null,
      vendor: command.vendor,
      channelId: 1,
      conversationId: 1,
      messageId: 1,
      externalMessageId: command.message.externalId,
      receivedAt: command.receivedAt,
    },
  };
}

const plant = faults[process.argv[2] ?? ''];
if (plant === undefined) throw new Error(`no such fault: ${String(process.argv[2])}`);

const config = configOrExit();
const store = await openStore(config.store);
const { read, write, lanes, laneDepth, failed, whyUnable } = store;
const app = await createApp(config, {
  store: {
    accept: plant((group) => store.accept(group)),
    ...{ read, write, lanes, laneDepth, failed, whyUnable },
    onAppended: (tell) => store.onAppended(tell),
    lastId: () => store.lastId(),
    close: () => store.close(),
  },
});
const url = await app.start();
await prepareSandbox(config, app, url);
console.log(JSON.stringify({ ready: true, url }));
