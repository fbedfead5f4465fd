// A disk without room under a server, and under its start. Needs a disk of its own to fill.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startInlet, type InletProcess } from '../support/inlet-process.ts';

const disk = mkdtempSync(join(tmpdir(), 'inlet-disk-'));
const canMount = mount();
let inlet: InletProcess | undefined;

function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

afterAll(async () => {
  await inlet?.kill();
  if (canMount) execFileSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

const filler = join(disk, 'filler');

function fill(): void {
  const file = openSync(filler, 'a');
  try {
    for (;;) writeSync(file, Buffer.alloc(1_024));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  } finally {
    closeSync(file);
  }
}

const readiness = async () => (await fetch(`${String(inlet?.url)}/readyz`)).status;

async function call(path: string, body?: string) {
  // The address in sandbox.json stays as it was while there is no room for another.
  const answer = await fetch(`${String(inlet?.url)}/inlet/v1${path}`, {
    headers: {
      authorization: `Bearer ${String(inlet?.sandbox.inlet.token)}`,
      'content-type': 'image/png',
    },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });
  return [answer.status, answer.headers.get('retry-after')];
}

// What can be had without a disk of its own is in test/store/sqlite.test.ts and test/api/ready.test.ts.
test.skipIf(!canMount)(
  'on a full disk it reads and says that it cannot store; with room again it stores, without a restart',
  async () => {
    const dataDirectory = join(disk, 'data');
    mkdirSync(dataDirectory);
    inlet = await startInlet({ dataDirectory });
    expect(await readiness()).toBe(200);
    fill();
    await expect.poll(readiness, { timeout: 20_000 }).toBe(503);
    expect(await call('/conversations')).toEqual([200, null]);
    expect(await call('/files', 'picture'.repeat(10_000))).toEqual([503, '5']);
    // Ends in order, and what that set free is taken by others.
    expect(await inlet.stop()).toBe(0);
    fill();

    inlet = await startInlet({ dataDirectory });
    expect(await readiness()).toBe(503);
    expect(await call('/conversations')).toEqual([200, null]);
    rmSync(filler);
    await expect.poll(readiness, { timeout: 20_000 }).toBe(200);
    expect(await call('/files', 'picture')).toEqual([201, null]);
    expect(await inlet.stop()).toBe(0);
    const said = await inlet.ended;
    expect(said).toContain(
      `Nothing can be stored for now, only read. SQLite: no room on the disk for inlet.db-shm in ${dataDirectory}.`,
    );
    expect(said).toContain(`${join(dataDirectory, 'sandbox.json')} could not be written (ENOSPC)`);
  },
);
