/* Whether the clock of this device is right, by that of the server. Pure but for what it is given. */

const MOST_WRONG_MS = 2 * 60_000;
/** A slow answer says too little. */
const MOST_WAIT_MS = 10_000;

export type Asked = { at: number; answeredAt: number; date: string | null };

/** By how many minutes it is ahead, behind where negative; 0 where it is right or nobody can tell. */
export function minutesWrong({ at, answeredAt, date }: Asked): number {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server) || answeredAt - at > MOST_WAIT_MS) return 0;
  const wrong = (at + answeredAt) / 2 - server;
  return Math.abs(wrong) > MOST_WRONG_MS ? Math.round(wrong / 60_000) : 0;
}
