import { useEffect, useRef, useState, type RefObject } from 'react';
import { showBeside } from '../../parts/tooltip.tsx';
import tooltip from '../../parts/tooltip.module.css';

/** When the message that has focus was written and received; what the pointer is on says it itself. */
export function Clocks({ box }: { box: RefObject<HTMLElement | null> }) {
  const tip = useRef<HTMLSpanElement>(null);
  const [message, setMessage] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const { current } = box;
    const onFocus = ({ target }: FocusEvent) => {
      const isMessage = target instanceof HTMLElement && target.matches('article:focus-visible');
      setMessage(isMessage ? target : null);
    };
    const onBlur = () => setMessage(null);
    current?.addEventListener('focusin', onFocus);
    current?.addEventListener('focusout', onBlur);
    return () => {
      current?.removeEventListener('focusin', onFocus);
      current?.removeEventListener('focusout', onBlur);
    };
  }, [box]);
  useEffect(() => {
    const { current } = tip;
    if (message === null || current === null) return;
    showBeside(current, message);
    return () => current.hidePopover();
  }, [message]);
  return (
    <span ref={tip} className={tooltip.popup} popover="manual" aria-hidden>
      {message?.dataset['clocks']}
    </span>
  );
}
