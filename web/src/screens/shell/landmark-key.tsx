import { useEffect } from 'react';
import { nextLandmark } from '../../keys/landmarks.ts';

/** F6 and Shift+F6 go through the parts of the page, from wherever focus is. */
export function LandmarkKey() {
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      nextLandmark(event.shiftKey ? -1 : 1)?.focus();
    };
    addEventListener('keydown', go);
    return () => removeEventListener('keydown', go);
  }, []);
  return null;
}
