import style from './key-hint.module.css';

/** Keys as they are pressed: "Ctrl+Enter", "g m". */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={style.keys}>
      {keys.split(' ').map((key) => (
        <kbd key={key} className={style.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
