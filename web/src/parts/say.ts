import { Toast } from '@base-ui/react/toast';

export const toasts = Toast.createToastManager();

type Way = { label: string; onChoose: () => void };

/** Says something short for a while; with a way back, as long as that is open. */
export function say(title: string, back?: Way): void {
  const id = toasts.add({
    title,
    timeout: back === undefined ? 5_000 : 10_000,
    ...(back && {
      actionProps: {
        children: back.label,
        onClick() {
          toasts.close(id);
          back.onChoose();
        },
      },
    }),
  });
}
