import { useState, type ReactNode } from 'react';
import { onFirstUse } from './on-first-use.tsx';

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
};

const Box = onFirstUse(() => import('./dialog-box.tsx').then((one) => one.DialogBox));

export function Dialog(props: DialogProps) {
  const [wasOpen, setWasOpen] = useState(props.isOpen);
  if (props.isOpen && !wasOpen) setWasOpen(true);
  return wasOpen && <Box {...props} />;
}
