/** The process behind start-load.ts: takes its options as the first message. */
import { runLoad, type LoadOptions, type RunningLoad } from './load.ts';
import type { FromLoad } from './start-load.ts';

let running: RunningLoad | undefined;

process.on('message', (message: LoadOptions | 'stop') => {
  if (message === 'stop') running?.stop();
  else void run(message);
});
process.on('disconnect', () => process.exit(1));

async function run(options: LoadOptions): Promise<void> {
  running = runLoad(options);
  await running.warm;
  tell({ warm: true });
  tell({ result: await running.result });
  process.disconnect();
}

function tell(message: FromLoad): void {
  process.send?.(message);
}
