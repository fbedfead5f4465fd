import type { Place } from '../routes.ts';
import { isProblem } from '../state/problem.ts';
import { useSession } from '../state/session.ts';
import { Fault } from './shell/fault.tsx';
import { Home } from './shell/home.tsx';
import { Workspace } from './shell/workspace.tsx';
import { words } from '../words/words.ts';

type Props = { place: Exclude<Place, { screen: 'parts' }> };

/** One screen for each kind of address, for a person who may use it. */
export function Screens({ place }: Props) {
  const workspace = 'workspace' in place ? place.workspace : null;
  const { data: session, error, refetch } = useSession(workspace);
  if (place.screen === 'missing') return <Fault title={words.faults.missingPage} />;
  if (isProblem(error, 403)) {
    return <Fault title={words.faults.rightsLost} hint={words.faults.rightsLostHint} />;
  }
  if (error !== null) {
    return <Fault title={words.faults.network} onRetry={() => void refetch()} />;
  }
  if (session === undefined) return null;
  if (place.screen === 'home') return <Home session={session} />;
  return <Workspace place={place} session={session} />;
}
