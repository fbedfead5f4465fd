/* Which key asks for what. The character counts, not its place on the keyboard. */

export const KEYS = {
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  open: ['o', 'Enter'],
  back: ['u', 'Escape'],
  reply: ['r'],
  close: ['e'],
  reopen: ['E'],
  assign: ['a'],
  take: ['M'],
  markRead: ['I'],
  showMoved: ['.'],
  undo: ['z'],
  foldList: ['['],
  details: [']'],
  viewMine: ['g m'],
  viewUnassigned: ['g u'],
  viewOpen: ['g a'],
  help: ['?'],
} as const satisfies Record<string, readonly string[]>;

export type Command = keyof typeof KEYS;

/** The first key of two that was pressed, and when. */
export type Pending = { key: string; at: number } | null;

const SEQUENCE_MS = 1_500;

/** What a key asks for after the one before it; null where it asks for nothing yet. Pure. */
export function readKey(
  pending: Pending,
  key: string,
  now: number,
): { command: Command | null; pending: Pending } {
  const isSecond = pending !== null && now - pending.at <= SEQUENCE_MS;
  const pressed = isSecond ? `${pending.key} ${key}` : key;
  for (const [command, all] of Object.entries(KEYS)) {
    if (all.some((one) => one === pressed)) return { command: command as Command, pending: null };
  }
  const begins = Object.values(KEYS).some((all) => all.some((one) => one.startsWith(`${key} `)));
  return { command: null, pending: begins ? { key, at: now } : null };
}
