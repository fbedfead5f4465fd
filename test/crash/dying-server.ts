/**
 * Inlet that, once it is told to by SIGUSR2, kills itself at one step of an attempt at delivering a
 * reply. Takes the step, how many times it is passed first, the receiver's URL, and by how much its
 * clock is ahead; is otherwise started as `inlet start --json` is.
 */
import { createApp } from '../../src/app.ts';
import { configOrExit } from '../../src/cli/config-or-exit.ts';
import { prepareSandbox } from '../../src/cli/sandbox/prepare-sandbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import { withPlainVendor } from '../outbox/plain-vendor.ts';
import type { Step } from './dying-step.ts';

const [, , step, passes, url = '', aheadMs] = process.argv;
let isArmed = false;
process.on('SIGUSR2', () => {
  isArmed = true;
});
let left = Number(passes);

function die(at: Step): void {
  if (!isArmed || at !== step) return;
  left -= 1;
  if (left < 0) process.kill(process.pid, 'SIGKILL');
}

function dying(write: Store['write']): Store['write'] {
  const steps: Pick<Store['write'], 'beginCalls' | 'settleDeliveries'> = {
    async beginCalls(claims) {
      const begun = await write.beginCalls(claims);
      die('noted');
      return begun;
    },
    async settleDeliveries(input) {
      die('answered');
      if (isArmed && step === 'kept') {
        die('kept');
        throw new StoreUnavailable('The disk is full.');
      }
      const outcome = await write.settleDeliveries(input);
      die('settled');
      return outcome;
    },
  };
  // The other verbs may be answered by a proxy, so they are inherited and not copied.
  return Object.assign(Object.create(write) as Store['write'], steps);
}

const now = () => Date.now() + Number(aheadMs);
const config = configOrExit();
const { read, write, lanes, laneDepth, failed, ...store } = await openStore(config.store);
const vendors = withPlainVendor({
  url: () => url,
  canRepeat: (conversation) => conversation.startsWith('known'),
  before: async () => die('claimed'),
});
const app = await createApp(config, {
  now,
  vendors,
  store: { ...store, write: dying(write), ...{ read, lanes, laneDepth, failed } },
});
const address = await app.start();
await prepareSandbox(config, app, address);
console.log(JSON.stringify({ ready: true, url: address }));
process.once('SIGINT', () => void app.stop().then(() => process.exit(0)));
