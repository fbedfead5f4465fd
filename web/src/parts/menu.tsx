import { cloneElement, useState } from 'react';
import type { MenuProps } from './menu-list.tsx';
import { onFirstUse } from './on-first-use.tsx';

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
