import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';
import style from './button.module.css';

export type ButtonProps = ComponentProps<'button'> & {
  kind?: 'main' | 'plain' | 'bare' | 'danger';
  /** Something is under way: it stays where it is and takes no click. */
  isBusy?: boolean;
};

export function Button({
  kind = 'plain',
  isBusy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      {...rest}
      onClick={isBusy ? undefined : rest.onClick}
      className={classNames(style.button, style[kind], className)}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  );
}
