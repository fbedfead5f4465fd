import { Badge } from '../../parts/badge.tsx';
import { useAttention } from '../../state/attention.ts';
import { words } from '../../words/words.ts';
import style from './attention.module.css';

/** How many replies need a person. */
export function AttentionCount() {
  const { data } = useAttention();
  if (data === undefined || data.faults.length === 0) return null;
  const { faults, isMore } = data;
  return (
    <>
      <Badge kind="warn">
        <span aria-hidden>{isMore || faults.length > 99 ? '99+' : faults.length}</span>
      </Badge>
      <span className={style.unseen}>{words.attention.count(faults.length, isMore)}</span>
    </>
  );
}
