import { useEffect } from 'react';
import { onFirstUse } from '../../parts/on-first-use.tsx';
import type { Place } from '../../routes.ts';
import { keepPlace } from '../../state/last-place.ts';
import type { Session } from '../../state/nouns.ts';
import { InWorkspace } from '../../state/in-workspace.tsx';
import { ListScreen } from '../list/list-screen.tsx';
import { KeyHelp } from '../help/key-help.tsx';
import { LandmarkKey, SkipLink } from './landmark-key.tsx';
import { LineSign } from './line-sign.tsx';
import { Nav } from './nav.tsx';
import { SendWaiting } from './send-waiting.tsx';
import { TabTitle } from './tab-title.tsx';
import style from './workspace.module.css';

const AttentionScreen = onFirstUse(() =>
  import('../attention/attention-screen.tsx').then((one) => one.AttentionScreen),
);
const StartScreen = onFirstUse(() =>
  import('../start/start-screen.tsx').then((one) => one.StartScreen),
);

type Props = { place: Exclude<Place, { screen: 'parts' | 'home' | 'missing' }>; session: Session };

/** The frame of every screen of one workspace: where else to go, and what is open. */
export function Workspace({ place, session }: Props) {
  const { screen, workspace } = place;
  const view = screen === 'list' ? place.view : null;
  useEffect(() => {
    if (view !== null) keepPlace(session.user.id, { workspace, view });
  }, [session.user.id, workspace, view]);
  return (
    <InWorkspace key={workspace} session={session}>
      <SkipLink />
      <div className={style.frame}>
        <Nav place={place} session={session} />
        {screen === 'list' && <ListScreen place={place} />}
        {screen === 'attention' && <AttentionScreen place={place} />}
        {screen === 'start' && <StartScreen />}
      </div>
      <LineSign />
      <KeyHelp />
      <SendWaiting />
      <TabTitle />
      <LandmarkKey />
    </InWorkspace>
  );
}
