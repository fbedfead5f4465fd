import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadOptions, RunningLoad } from './load.ts';
import type { LoadResult } from './measurement.ts';

export type FromLoad = { warm: true } | { result: LoadResult };

/** Runs the load in a process of its own; the same as runLoad otherwise. */
export function startLoad(options: LoadOptions): RunningLoad {
  const child = fork(fileURLToPath(new URL('./load-process.ts', import.meta.url)));
  const warm = Promise.withResolvers<void>();
  const result = Promise.withResolvers<LoadResult>();
  child.on('message', (message: FromLoad) => {
    if ('warm' in message) warm.resolve();
    else result.resolve(message.result);
  });
  child.once('exit', (code) => {
    const reason = new Error(`the load generator ended with ${String(code)}`);
    warm.reject(reason);
    result.reject(reason);
  });
  warm.promise.catch(() => undefined);
  child.send(options);
  return { warm: warm.promise, result: result.promise, stop: () => sendStop(child) };
}

function sendStop(child: ChildProcess): void {
  if (child.connected) child.send('stop');
}
