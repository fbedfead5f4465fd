import { cloneElement, useState, type ComponentProps, type ReactElement } from 'react';
import { onFirstUse } from './on-first-use.tsx';

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

const List = onFirstUse(
  () => import('./menu-list.tsx').then((one) => one.MenuList),
  ({ trigger }: MenuProps) => closed(trigger),
);

export function Menu(props: MenuProps) {
  const { trigger, isOpen = false, onOpenChange } = props;
  const [isAsked, setAsked] = useState(isOpen);
  if (isOpen && !isAsked) setAsked(true);
  if (isAsked) return <List {...props} />;
  const onClick = () => {
    setAsked(true);
    onOpenChange?.(true);
  };
  return closed(trigger, onClick);
}

const closed = (trigger: MenuProps['trigger'], onClick?: () => void) =>
  cloneElement(trigger, { 'aria-haspopup': 'menu', 'aria-expanded': false, onClick });
