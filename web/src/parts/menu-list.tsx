import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ComponentProps, ReactElement } from 'react';
import { KeyHint } from './key-hint.tsx';
import style from './menu.module.css';

export type MenuItem = {
  label: string;
  onChoose: () => void;
  keys?: string;
  isChosen?: boolean;
  isOff?: boolean;
};

export type MenuProps = {
  trigger: ReactElement<ComponentProps<'button'>>;
  items: readonly MenuItem[];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/** Opened by what has asked for it, as it is fetched only then. */
export function MenuList({ trigger, items, isOpen, onOpenChange }: MenuProps) {
  const controlled = isOpen === undefined ? { defaultOpen: true } : { open: isOpen };
  return (
    <Base.Root modal={false} {...controlled} {...(onOpenChange && { onOpenChange })}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className={style.positioner}>
          <Base.Popup className={style.popup}>
            {items.map(({ label, onChoose, keys, isChosen, isOff = false }) => (
              <Base.Item key={label} className={style.item} disabled={isOff} onClick={onChoose}>
                <span className={style.mark}>{isChosen === true && <Check aria-hidden />}</span>
                <bdi className={style.label}>{label}</bdi>
                {keys !== undefined && <KeyHint keys={keys} />}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
