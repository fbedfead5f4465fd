import { useEffect, useRef, useState, type ReactNode } from 'react';
import style from './tooltip.module.css';

const WAIT_MS = 500;
/** So long the pointer may take from the button to the tooltip. */
const WAY_MS = 150;
const GAP_PX = 6;

/** Shown while the pointer or focus is on the button that it stands in. What it says is the button's name. */
export function Tooltip({ children }: { children: ReactNode }) {
  const tip = useRef<HTMLSpanElement>(null);
  const [isShown, setShown] = useState(false);
  useEffect(() => follow(tip.current?.parentElement ?? null, setShown), []);
  useEffect(() => {
    const { current } = tip;
    if (!isShown || current === null || current.parentElement === null) return;
    const hide = () => setShown(false);
    showBeside(current, current.parentElement);
    addEventListener('keydown', hide);
    return () => {
      current.hidePopover();
      removeEventListener('keydown', hide);
    };
  }, [isShown]);
  return (
    <span ref={tip} className={style.popup} popover="manual" aria-hidden>
      {isShown && children}
    </span>
  );
}

function follow(button: HTMLElement | null, show: (is: boolean) => void) {
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const after = (ms: number, is: boolean) => {
    clearTimeout(timer);
    timer = setTimeout(() => show(is), ms);
  };
  const on = (type: string, act: (event: Event) => void) =>
    button?.addEventListener(type, act, { signal: ended.signal });
  on('pointerenter', (event) => {
    if (event instanceof PointerEvent && event.pointerType !== 'touch') after(WAIT_MS, true);
  });
  on('pointerleave', () => after(WAY_MS, false));
  on('pointerdown', () => after(0, false));
  on('focus', () => {
    if (button?.matches(':focus-visible') === true) after(0, true);
  });
  on('blur', () => after(0, false));
  return () => {
    ended.abort();
    clearTimeout(timer);
  };
}

/** Above what it is about, below it where there is no room, and never outside of the window. */
export function showBeside(tip: HTMLElement, about: Element): void {
  const button = about.getBoundingClientRect();
  tip.showPopover();
  const { width, height } = tip.getBoundingClientRect();
  const middle = button.left + (button.width - width) / 2;
  const above = button.top - height - GAP_PX;
  tip.style.left = `${Math.max(GAP_PX, Math.min(middle, innerWidth - width - GAP_PX))}px`;
  tip.style.top = `${above < GAP_PX ? button.bottom + GAP_PX : above}px`;
}
