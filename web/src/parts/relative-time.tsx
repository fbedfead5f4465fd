import { useSyncExternalStore } from 'react';
import { exactOf, shortOf } from '../words/times.ts';

type Props = { at: string; className?: string | undefined };

/** When it was, as short as it can be told; the whole time on hover. */
export function RelativeTime({ at, className }: Props) {
  const now = useSyncExternalStore(eachMinute, thisMinute);
  return (
    <time dateTime={at} title={exactOf(at)} className={className}>
      {shortOf(at, now)}
    </time>
  );
}

const MINUTE = 60_000;
const thisMinute = () => Math.floor(Date.now() / MINUTE) * MINUTE + MINUTE;

function eachMinute(tell: () => void): () => void {
  const beat = setInterval(tell, MINUTE);
  return () => clearInterval(beat);
}
