import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { isFocusLost } from '../keys/focus.ts';
import { mainPart } from '../keys/landmarks.ts';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import { onSaid, takeSaid, type Said } from './say.ts';
import style from './toasts.module.css';

const manager = Toast.createToastManager();

export function ToastShelf() {
  return (
    <Toast.Provider toastManager={manager}>
      <Toast.Portal>
        <Toast.Viewport className={style.viewport} data-landmark="notices">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
      <Listener />
    </Toast.Provider>
  );
}

/** Shows what was said before this was there, and what is said from now on. */
function Listener() {
  const { add, toasts } = Toast.useToastManager();
  useEffect(() => {
    const show = () => takeSaid().forEach((said) => add(toastOf(said)));
    show();
    return onSaid(show);
  }, [add]);
  const isEmpty = toasts.length === 0;
  useEffect(() => {
    if (isEmpty && isFocusLost()) mainPart()?.focus();
  }, [isEmpty]);
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
    manager.close(id);
    back.onChoose();
  };
  return { id, title, timeout: 10_000, actionProps: { children: back.label, onClick } };
}
