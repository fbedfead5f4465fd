import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts connector.ts beside this process. */
export async function startConnector(): Promise<{ url: string; stop: () => void }> {
  const script = fileURLToPath(new URL('./connector.ts', import.meta.url));
  const connector = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve) =>
    createInterface(connector.stdout).once('line', resolve),
  );
  return { url, stop: () => void connector.kill() };
}
