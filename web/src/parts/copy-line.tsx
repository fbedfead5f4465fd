import { useRef } from 'react';
import { Copy } from 'lucide-react';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import { say } from './say.ts';
import style from './copy-line.module.css';

/** Something to paste elsewhere. Where the browser copies nothing, it is selected. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  const line = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say(words.copied);
    } catch {
      if (line.current !== null) getSelection()?.selectAllChildren(line.current);
    }
  };
  return (
    <div className={style.box}>
      <code ref={line} className={style.line}>
        {text}
      </code>
      <IconButton icon={Copy} label={label} onClick={() => void copy()} />
    </div>
  );
}
