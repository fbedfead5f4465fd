import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import style from './dialog.module.css';

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
};

/**
 * Focus goes in, stays in, and goes back to where it came from. The way out stands at the top and comes
 * last, so that focus begins with what the dialog is for.
 */
export function DialogBox({ isOpen, onOpenChange, title, children, actions }: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={style.backdrop} />
        <Base.Popup className={style.popup}>
          <div className={style.head}>
            <Base.Title className={style.title}>{title}</Base.Title>
          </div>
          <div className={style.body}>{children}</div>
          {actions !== undefined && <div className={style.actions}>{actions}</div>}
          <Base.Close
            render={<IconButton icon={X} label={words.close} className={style.close} />}
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
