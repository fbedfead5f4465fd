import { useCommands } from '../../keys/use-commands.ts';
import type { ViewName } from '../../routes.ts';
import { takeBackLast } from '../../state/undo.ts';
import { useGo } from '../../use-place.ts';

/** The keys that every screen of a workspace has: to other views, and back from what was done. */
export function useViewKeys(workspace: string): void {
  const go = useGo();
  const nothing = { channel: null, conversation: null, message: null };
  const toView = (view: ViewName) => () => go({ screen: 'list', workspace, view, ...nothing });
  useCommands({
    undo: takeBackLast,
    viewMine: toView('mine'),
    viewUnassigned: toView('unassigned'),
    viewOpen: toView('open'),
  });
}
