import { execFile } from 'node:child_process';
import { cp, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const HEADER = 'SQLite format 3\0';
const CHECK = `
  const { DatabaseSync } = require('node:sqlite');
  const rows = new DatabaseSync(process.argv[1]).prepare('PRAGMA integrity_check').all();
  console.log(rows.map((row) => row.integrity_check).join('; '));
`;

/**
 * What SQLite finds wrong in the database that a killed server left behind; "ok" when nothing. Works
 * on a copy, so that the server itself meets the unrecovered files, and in a short-lived process,
 * because a process that copies a database must not have it open.
 */
export async function checkIntegrity(dataDirectory: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'inlet-integrity-'));
  try {
    const database = await findDatabase(dataDirectory);
    const name = basename(database);
    for (const file of await readdir(dataDirectory)) {
      if (file.startsWith(name)) await cp(join(dataDirectory, file), join(copy, file));
    }
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', CHECK, join(copy, name)]);
    return stdout.trim();
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function findDatabase(dataDirectory: string): Promise<string> {
  for (const name of await readdir(dataDirectory)) {
    const path = join(dataDirectory, name);
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(HEADER.length), 0, HEADER.length, 0);
      if (buffer.toString('latin1') === HEADER) return path;
    } finally {
      await file.close();
    }
  }
  throw new Error(`no SQLite database in ${dataDirectory}`);
}
