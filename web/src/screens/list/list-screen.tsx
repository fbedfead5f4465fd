import type { ListPlace } from '../../routes.ts';
import { words } from '../../words/words.ts';

/** A view of conversations and, beside it, the one that is open. */
export function ListScreen({ place }: { place: ListPlace }) {
  return <main aria-label={words.views[place.view]} />;
}
