import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import { toasts } from './say.ts';
import style from './toasts.module.css';

/** Where short words about what was done appear, with a way back where there is one. */
export function Toasts() {
  return (
    <Toast.Provider toastManager={toasts}>
      <Toast.Portal>
        <Toast.Viewport className={style.viewport}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={style.toast}>
      <Toast.Title className={style.title} />
      {toast.actionProps && <Toast.Action className={style.action} />}
      <Toast.Close render={<IconButton icon={X} label={words.close} />} />
    </Toast.Root>
  ));
}
