import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { useRef, type RefObject } from 'react';
import { words } from '../words/words.ts';
import { KeyHint } from './key-hint.tsx';
import style from './menu.module.css';

export type MenuItem = {
  label: string;
  onChoose: () => void;
  keys?: string;
  isChosen?: boolean;
  isOff?: boolean;
};

export type MenuListProps = {
  items: readonly MenuItem[];
  /** What it opens beside. */
  anchor: RefObject<HTMLElement | null> | (() => HTMLElement | null);
  /** The id of what names it. */
  labelledBy: string;
  isOpen: boolean;
  /** Opened by a key: then its first item has focus at once. */
  isByKey: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** What can be chosen. Its button stands outside of it, as it is there before this is fetched. */
export function MenuList({
  items,
  anchor,
  labelledBy,
  isOpen,
  isByKey,
  onOpenChange,
}: MenuListProps) {
  const popup = useRef<HTMLDivElement>(null);
  const enter = (is: boolean) => {
    if (!is || !isByKey || popup.current?.querySelector('[data-highlighted]')) return;
    popup.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  };
  const change: Base.Root.Props['onOpenChange'] = (is, details) => {
    // A press on its own button closes it there, or it would open again at once.
    const isPress = details.reason === 'outside-press';
    const isOn = 'current' in anchor && anchor.current?.contains(details.event.target as Node);
    if (isPress && isOn === true) details.cancel();
    else onOpenChange(is);
  };
  return (
    <Base.Root modal={false} open={isOpen} onOpenChange={change} onOpenChangeComplete={enter}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align="end" className={style.positioner}>
          <Base.Popup ref={popup} className={style.popup} aria-labelledby={labelledBy}>
            {items.map(({ label, onChoose, keys, isChosen, isOff = false }) => (
              <Base.Item key={label} className={style.item} disabled={isOff} onClick={onChoose}>
                <span className={style.mark}>{isChosen === true && <Check aria-hidden />}</span>
                <bdi className={style.label}>{label}</bdi>
                {isChosen === true && <span className={style.unseen}>{words.chosen}</span>}
                {keys !== undefined && <KeyHint keys={keys} />}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
