import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import { onSaid, takeSaid, type Said } from './say.ts';
import style from './toasts.module.css';

const toasts = Toast.createToastManager();

export function ToastShelf() {
  return (
    <Toast.Provider toastManager={toasts}>
      <Toast.Portal>
        <Toast.Viewport className={style.viewport}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
      <Listener />
    </Toast.Provider>
  );
}

/** Shows what was said before this was there, and what is said from now on. */
function Listener() {
  const { add } = Toast.useToastManager();
  useEffect(() => {
    const show = () => takeSaid().forEach((said) => add(toastOf(said)));
    show();
    return onSaid(show);
  }, [add]);
  return null;
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

let count = 0;

function toastOf({ title, back }: Said) {
  count += 1;
  const id = `said-${count}`;
  if (back === null) return { id, title, timeout: 5_000 };
  const onClick = () => {
    toasts.close(id);
    back.onChoose();
  };
  return { id, title, timeout: 10_000, actionProps: { children: back.label, onClick } };
}
