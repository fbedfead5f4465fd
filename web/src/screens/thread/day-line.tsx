import { dayOf, longDateOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import style from './day-line.module.css';

const DAY = 86_400_000;

export const DayLine = ({ at }: { at: string }) => <div className={style.day}>{nameOf(at)}</div>;

function nameOf(at: string): string {
  const now = Date.now();
  if (dayOf(at) === new Date(now).toDateString()) return words.thread.today;
  if (dayOf(at) === new Date(now - DAY).toDateString()) return words.thread.yesterday;
  return longDateOf(at);
}
