import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { Check } from 'lucide-react';
import { KeyHint } from './key-hint.tsx';
import style from './menu.module.css';

export type MenuItem = {
  label: string;
  onChoose: () => void;
  keys?: string;
  isChosen?: boolean;
  isOff?: boolean;
};

type Props = {
  trigger: ReactElement;
  items: readonly MenuItem[];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

export function Menu({ trigger, items, isOpen, onOpenChange }: Props) {
  const controlled = isOpen === undefined ? {} : { open: isOpen };
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
