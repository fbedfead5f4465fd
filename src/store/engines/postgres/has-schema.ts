import { openClient } from './connection.ts';

/** Whether Inlet has been here; true where that cannot be asked, which opening it explains. */
export async function hasSchema(url: string): Promise<boolean> {
  try {
    const client = await openClient(url);
    try {
      const { rows } = await client.query<{ name: string | null }>(
        `SELECT to_regclass('migrations') AS name`,
      );
      return rows[0]?.name !== null;
    } finally {
      await client.end();
    }
  } catch {
    return true;
  }
}
