import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { KeyHint } from './key-hint.tsx';
import { Tooltip } from './tooltip.tsx';
import style from './icon-button.module.css';

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  /** What it does, for the tooltip and for those who do not see the icon. */
  label: string;
  keys?: string;
};

export function IconButton({ icon: Icon, label, keys, className, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={classNames(style.button, className)}
    >
      <Icon aria-hidden className={style.icon} />
      <Tooltip>
        {label}
        {keys !== undefined && <KeyHint keys={keys} />}
      </Tooltip>
    </button>
  );
}
