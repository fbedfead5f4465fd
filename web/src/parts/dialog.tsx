import { useState } from 'react';
import type { DialogProps } from './dialog-box.tsx';
import { onFirstUse } from './on-first-use.tsx';

const Box = onFirstUse(() => import('./dialog-box.tsx').then((one) => one.DialogBox));

export function Dialog(props: DialogProps) {
  const [wasOpen, setWasOpen] = useState(props.isOpen);
  if (props.isOpen && !wasOpen) setWasOpen(true);
  return wasOpen && <Box {...props} />;
}
