import { Tooltip } from '@base-ui/react/tooltip';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { KeyHint } from './key-hint.tsx';
import style from './icon-button.module.css';
import tip from './tooltip.module.css';

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  /** What it does, for the tooltip and for those who do not see the icon. */
  label: string;
  keys?: string;
};

export function IconButton({ icon: Icon, label, keys, className, ...rest }: Props) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        render={
          <button
            type="button"
            aria-label={label}
            {...rest}
            className={classNames(style.button, className)}
          />
        }
      >
        <Icon aria-hidden className={style.icon} />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6}>
          <Tooltip.Popup className={tip.popup}>
            {label}
            {keys !== undefined && <KeyHint keys={keys} />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
