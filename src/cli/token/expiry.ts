import { CommandFailed, EXIT } from '../exit.ts';

const UNITS_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** When a token ends that shall last `text` from `now` on: 90d, a date, or null for never. */
export function expiryOf(text: string, now: number): number | null {
  if (text === 'never') return null;
  const span = /^(\d{1,6})([smhd])$/.exec(text);
  const date = /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) ? Date.parse(text) : Number.NaN;
  const at = span === null ? date : now + Number(span[1]) * (UNITS_MS[span[2] ?? ''] ?? 0);
  if (Number.isNaN(at)) {
    throw new CommandFailed(
      `--expires ${text}: write a span such as 90d or 12h, a date such as 2027-01-31, or never.`,
      EXIT.usage,
    );
  }
  if (at > now) return at;
  throw new CommandFailed(`--expires ${text} is not in the future.`, EXIT.usage);
}
