/**
 * The server with its store replaced by nothing: the same HTTP, credentials, validation, queue and
 * answer, but no row is written. What it reaches is what everything beside the store costs.
 */
import { createApp } from '../src/app.ts';
import { loadConfig } from '../src/config/config.ts';
import { readEnvironment } from '../src/config/env.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { prepareSandbox } from '../src/cli/sandbox/prepare-sandbox.ts';

const loaded = loadConfig(readEnvironment());
if ('faults' in loaded) throw new Error(loaded.faults.join('\n'));
const config = loaded.ok;
const real = await openStore(config.store);
let lastId = 1_000_000;

const store: Store = {
  ...real,
  accept: (group) =>
    Promise.resolve(
      group.map((command) => ({
        kind: 'accepted' as const,
        contactId: null,
        threadId: null,
        acceptance: {
          id: (lastId += 1),
          workspaceId: command.workspaceId,
          verdict: 'stored' as const,
          reason: null,
          conflict: null,
          duplicateOf: null,
          vendor: command.vendor,
          channelId: 1,
          conversationId: 1,
          messageId: lastId,
          externalMessageId: command.message.externalId,
          receivedAt: command.receivedAt,
        },
      })),
    ),
};
const app = await createApp(config, { store });
const url = await app.start();
await prepareSandbox(config, app, url);
console.log(JSON.stringify({ ready: true, url }));
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
