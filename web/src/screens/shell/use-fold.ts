import { useState } from 'react';

const NAME = 'inlet:fold-list';

/** Whether the list is folded away beside an open conversation; kept on this device. */
export function useFold() {
  const [isFolded, setFolded] = useState(() => localStorage.getItem(NAME) === 'yes');
  const toggle = () => {
    localStorage.setItem(NAME, isFolded ? 'no' : 'yes');
    setFolded(!isFolded);
  };
  return { isFolded, toggle };
}
