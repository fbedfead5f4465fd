import { useLive } from '../../state/live/use-live.ts';
import { useIsStale } from '../../state/live/version.ts';
import { clockOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import style from './line-sign.module.css';

/** Keeps the screen true, and says when it cannot. */
export function LineSign() {
  const { sign, since } = useLive();
  const isStale = useIsStale();
  if (sign === 'none') return isStale ? <NewVersion /> : null;
  const text =
    sign === 'connecting' || since === null
      ? words.live.connecting
      : words.live.lost(clockOf(new Date(since).toISOString()));
  return (
    <div className={style.sign} role="status">
      {text}
    </div>
  );
}

const NewVersion = () => (
  <div className={style.sign} role="status">
    {words.shell.newVersion} {words.shell.newVersionHint}
  </div>
);
