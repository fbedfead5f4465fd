import { cloneElement, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { ComponentProps, ReactElement } from 'react';
import type { MenuItem, MenuListProps } from './menu-list.tsx';
import { onFirstUse } from './on-first-use.tsx';

const List = onFirstUse(() => import('./menu-list.tsx').then((one) => one.MenuList));

/** Opened by a key, beside something that is no button. */
export function MenuAt(props: Omit<MenuListProps, 'isByKey'>) {
  const [isNeeded, setNeeded] = useState(false);
  if (props.isOpen && !isNeeded) setNeeded(true);
  return isNeeded && <List {...props} isByKey />;
}

type Props = {
  trigger: ReactElement<ComponentProps<'button'>>;
  items: readonly MenuItem[];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/** The button stays the same element while its list is fetched, so that focus stays on it. */
export function Menu({ trigger, items, isOpen, onOpenChange }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOwn, setOwn] = useState(false);
  const [isByKey, setByKey] = useState(false);
  const [isNeeded, setNeeded] = useState(false);
  const isShown = isOpen ?? isOwn;
  if (isShown && !isNeeded) setNeeded(true);
  const show = (is: boolean) => {
    setOwn(is);
    onOpenChange?.(is);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    setByKey(true);
    show(true);
  };
  return (
    <>
      {cloneElement(trigger, {
        ...{ ref: button, id, onKeyDown },
        'aria-haspopup': 'menu',
        'aria-expanded': isShown,
        onClick: ({ detail }) => {
          setByKey(detail === 0);
          show(!isShown);
        },
      })}
      {isNeeded && (
        <List
          {...{ items, labelledBy: id }}
          anchor={button}
          isOpen={isShown}
          isByKey={isByKey || isOpen !== undefined}
          onOpenChange={show}
        />
      )}
    </>
  );
}
