import type { ReactNode } from 'react';
import style from './empty.module.css';

type Props = {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** It stands instead of a whole screen. */
  isScreen?: boolean;
};

/** Instead of what could be there: why nothing is, and where to go from here. */
export const Empty = ({ title, children, actions, isScreen = false }: Props) => (
  <div className={style.empty}>
    {isScreen ? <h1 className={style.title}>{title}</h1> : <h2 className={style.title}>{title}</h2>}
    {children !== undefined && <div className={style.words}>{children}</div>}
    {actions !== undefined && <div className={style.actions}>{actions}</div>}
  </div>
);
