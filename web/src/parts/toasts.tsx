import { useEffect, useState } from 'react';
import { onFirstUse } from './on-first-use.tsx';
import { onSaid } from './say.ts';

const Shelf = onFirstUse(() => import('./toast-shelf.tsx').then((one) => one.ToastShelf));

/** Where short words about what was done appear, with a way back where there is one. */
export function Toasts() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => onSaid(() => setNeeded(true)), []);
  return isNeeded && <Shelf />;
}
