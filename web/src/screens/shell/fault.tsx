import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useGo } from '../../use-place.ts';
import style from './workspace.module.css';
import { words } from '../../words/words.ts';

type Props = { title: string; hint?: string; onRetry?: () => void };

/** Instead of a whole screen. */
export function Fault({ title, hint, onRetry }: Props) {
  const go = useGo();
  return (
    <main className={style.whole}>
      <Empty
        isScreen
        title={title}
        actions={
          onRetry === undefined ? (
            <Button onClick={() => go({ screen: 'home' })}>{words.faults.otherWorkspace}</Button>
          ) : (
            <Button onClick={onRetry}>{words.tryAgain}</Button>
          )
        }
      >
        {hint}
      </Empty>
    </main>
  );
}
