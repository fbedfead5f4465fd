import { useEffect } from 'react';
import { mainPart, nextLandmark } from '../../keys/landmarks.ts';
import { words } from '../../words/words.ts';
import style from './workspace.module.css';

/** F6 and Shift+F6 go through the parts of the page, from wherever focus is. */
export function LandmarkKey() {
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      // The notices have an F6 of their own, which knows of nothing else.
      event.stopImmediatePropagation();
      nextLandmark(event.shiftKey ? -1 : 1)?.focus();
    };
    addEventListener('keydown', go, { capture: true });
    return () => removeEventListener('keydown', go, { capture: true });
  }, []);
  return null;
}

/** The first thing that Tab comes to: past the views, to what the screen is for. */
export const SkipLink = () => (
  <a
    href="#inbox"
    className={style.skip}
    onClick={(event) => {
      event.preventDefault();
      mainPart()?.focus();
    }}
  >
    {words.shell.skip}
  </a>
);
