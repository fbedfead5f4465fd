/* Times as people read them, by the platform. */
const locale = 'en';
const clock = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const dateWithYear = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const longDate = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const clockOf = (at: string) => clock.format(new Date(at));
export const exactOf = (at: string) => exact.format(new Date(at));
export const longDateOf = (at: string) => longDate.format(new Date(at));

/** The day in the person's own time zone, to compare. */
export const dayOf = (at: string): string => new Date(at).toDateString();

/** Relative within a week, else the date. */
export function shortOf(at: string, now: number): string {
  const time = new Date(at);
  const age = now - time.getTime();
  if (age < -MINUTE) return date.format(time);
  if (age < MINUTE) return relative.format(0, 'second');
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY && dayOf(at) === new Date(now).toDateString()) return clock.format(time);
  if (age < 7 * DAY) return weekday.format(time);
  return time.getFullYear() === new Date(now).getFullYear()
    ? date.format(time)
    : dateWithYear.format(time);
}
