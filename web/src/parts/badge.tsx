import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import style from './badge.module.css';

type Props = { kind?: 'plain' | 'accent' | 'warn' | 'wrong'; children: ReactNode };

/** A number or a word beside a name. */
export const Badge = ({ kind = 'plain', children }: Props) => (
  <span className={classNames(style.badge, style[kind])}>{children}</span>
);
