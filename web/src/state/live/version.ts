/* Whether the server has a newer page than this one; it is loaded when nobody is writing. */
import { useSyncExternalStore } from 'react';
import { basePath } from '../api.ts';
import { isOtherPage } from './other-page.ts';

let isStale = false;
const listeners = new Set<() => void>();

/** A server that went away and came back may have another page. */
export async function lookForVersion(): Promise<void> {
  if (isStale) return;
  const answer = await fetch(`${basePath}/inbox`, { headers: { accept: 'text/html' } }).catch(
    () => null,
  );
  if (answer?.ok !== true || answer.redirected) return;
  isStale = isOtherPage(await answer.text(), ownScripts());
  if (isStale) for (const tell of listeners) tell();
}

export function useIsStale(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => isStale,
  );
}

/** On a click in the list, when the address is already that of where it leads. */
export function reloadIfStale(): void {
  if (isStale && !isWriting) location.reload();
}

/** Whether a text field had focus before the pointer or key that acts now. */
let isWriting = false;
for (const type of ['pointerdown', 'keydown']) {
  addEventListener(
    type,
    () => (isWriting = document.activeElement?.matches('textarea, input') === true),
    { capture: true },
  );
}

const ownScripts = () => [...document.scripts].map(({ src }) => src);
