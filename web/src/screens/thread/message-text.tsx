import { linksIn } from '../../state/threads/links.ts';
import style from './message-text.module.css';

/** A message as text and nothing else; its addresses can be followed. */
export function MessageText({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <p className={style.text} dir="auto">
      {linksIn(text).map((part, index) =>
        part.href === null ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.href}
            title={part.host}
            target="_blank"
            rel="noopener noreferrer"
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
