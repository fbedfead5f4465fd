import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import style from './notice.module.css';

type Props = {
  kind?: 'plain' | 'warn' | 'wrong' | 'good';
  /** Told to screen readers when it appears: `alert` at once, `status` when there is time. */
  role?: 'alert' | 'status' | undefined;
  children: ReactNode;
  /** What can be done about it. */
  actions?: ReactNode;
};

/** A line that says what is so, and offers what can be done. */
export function Notice({ kind = 'plain', role, children, actions }: Props) {
  return (
    <div className={classNames(style.notice, style[kind])} role={role}>
      <div className={style.words}>{children}</div>
      {actions !== undefined && <div className={style.actions}>{actions}</div>}
    </div>
  );
}
