import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { words } from '../words/words.ts';
import type { DialogProps } from './dialog.tsx';
import { IconButton } from './icon-button.tsx';
import style from './dialog.module.css';

/** Focus goes in, stays in, and goes back to where it came from. */
export function DialogBox({ isOpen, onOpenChange, title, children, actions }: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={style.backdrop} />
        <Base.Popup className={style.popup}>
          <div className={style.head}>
            <Base.Title className={style.title}>{title}</Base.Title>
            <Base.Close render={<IconButton icon={X} label={words.close} />} />
          </div>
          <div className={style.body}>{children}</div>
          {actions !== undefined && <div className={style.actions}>{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
