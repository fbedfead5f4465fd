import { useEffect, useRef, type RefObject } from 'react';
import { enterThread, isFocusLost } from '../../keys/focus.ts';
import { mainPart } from '../../keys/landmarks.ts';

type About = {
  pane: RefObject<HTMLElement | null>;
  /** The message of the card that is looked at; null for none. */
  message: string | null;
  /** How many cards there are. */
  count: number;
};

/** Focus among the cards: by keys, and where what had it goes away. */
export function useCards({ pane, message, count }: About) {
  const last = useRef({ message, at: 0 });
  const cards = () => [...(pane.current?.querySelectorAll<HTMLElement>('[data-message]') ?? [])];
  const hereIn = (all: HTMLElement[]) =>
    all.findIndex((card) => card.parentElement?.contains(document.activeElement));
  useEffect(() => {
    const { message: before } = last.current;
    last.current.message = message;
    if (!isFocusLost()) return;
    if (message !== null) return enterThread(false);
    (cards().find((one) => one.dataset['message'] === before) ?? mainPart())?.focus();
    // Only as the screen changes.
  }, [message]);
  useEffect(() => {
    if (!isFocusLost()) return;
    const all = cards();
    (all[Math.min(last.current.at, all.length - 1)] ?? pane.current)?.focus();
    // Only when a card has come or gone.
  }, [count]);
  return {
    /** Where focus is, for when that card goes. */
    onFocus: () => {
      last.current.at = Math.max(hereIn(cards()), 0);
    },
    step(by: 1 | -1): HTMLElement | undefined {
      const all = cards();
      const to = all[Math.min(Math.max(hereIn(all) + by, 0), all.length - 1)];
      to?.focus();
      return to;
    },
  };
}
