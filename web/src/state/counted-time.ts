/* A time more than a minute after it came counts as a minute after. Pure. */

const MINUTE_MS = 60_000;

/**
 * When something counts as written, for order: as said, but no more than a minute after it was there.
 * Both and the answer are times of the API's one form, so that texts compare.
 */
export function countedTime(writtenAt: string, knownAt: string): string {
  if (writtenAt <= knownAt) return writtenAt;
  const latest = new Date(Date.parse(knownAt) + MINUTE_MS).toISOString();
  return writtenAt < latest ? writtenAt : latest;
}
