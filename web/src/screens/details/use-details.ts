import { useState, type RefObject } from 'react';
import { useIsWide } from '../../look/use-is-wide.ts';

const NAME = 'inlet:details';
const isFolded = () => localStorage.getItem(NAME) === 'folded';

/**
 * Whether the details are shown: where there is room for a column as the person left it on this device,
 * else as a drawer that is asked for each time.
 */
export function useDetails(columns: RefObject<HTMLElement | null>) {
  const isWide = useIsWide(columns);
  const [state, setState] = useState({ isWide, isAsked: false, isFolded: isFolded() });
  if (state.isWide !== isWide) setState({ ...state, isWide, isAsked: false });
  const hasDetails = isWide ? !state.isFolded : state.isAsked;
  const showDetails = (is: boolean) => {
    if (!isWide) return setState({ ...state, isAsked: is });
    localStorage.setItem(NAME, is ? 'shown' : 'folded');
    setState({ ...state, isFolded: !is });
  };
  return { hasDetails, showDetails, isDrawer: !isWide };
}
