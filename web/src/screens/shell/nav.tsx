import { Archive, CircleDot, Inbox, MailWarning, UserRound, UserRoundX } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { classNames } from '../../parts/class-names.ts';
import { VIEWS, pathTo, type Place, type ViewName } from '../../routes.ts';
import type { Session } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import { AttentionCount } from '../attention/attention-count.tsx';
import { PersonMenu } from './person-menu.tsx';
import style from './nav.module.css';

type Props = { place: Exclude<Place, { screen: 'parts' | 'home' | 'missing' }>; session: Session };

const ICONS: Record<ViewName, LucideIcon> = {
  mine: UserRound,
  unassigned: UserRoundX,
  open: Inbox,
  unread: CircleDot,
  closed: Archive,
};

/** The views of the workspace, and what concerns the person. */
export function Nav({ place, session }: Props) {
  const { workspace } = place;
  const current = place.screen === 'list' ? place.view : place.screen;
  const isInThread = 'conversation' in place && place.conversation !== null;
  const nothing = { channel: null, conversation: null, message: null };
  return (
    <nav
      className={classNames(style.nav, isInThread && style.behind)}
      aria-label={words.viewsName}
      data-landmark="views"
    >
      <div className={style.brand} title={session.workspace.name}>
        <bdi>{session.workspace.name}</bdi>
      </div>
      <ul className={style.views}>
        {VIEWS.map((view) => (
          <Item
            key={view}
            to={pathTo({ screen: 'list', workspace, view, ...nothing })}
            icon={ICONS[view]}
            label={words.views[view]}
            isCurrent={current === view}
          />
        ))}
        <Item
          to={pathTo({ screen: 'attention', workspace, conversation: null, message: null })}
          icon={MailWarning}
          label={words.views.attention}
          isCurrent={current === 'attention'}
          beside={<AttentionCount />}
        />
      </ul>
      <PersonMenu session={session} />
    </nav>
  );
}

type ItemProps = {
  to: string;
  icon: LucideIcon;
  label: string;
  isCurrent: boolean;
  beside?: ReactNode;
};

function Item({ to, icon: Icon, label, isCurrent, beside }: ItemProps) {
  return (
    <li>
      <Link
        href={to}
        className={classNames(style.item, isCurrent && style.current)}
        aria-current={isCurrent ? 'page' : undefined}
      >
        <Icon aria-hidden className={style.icon} />
        <span>{label}</span>
        {beside}
      </Link>
    </li>
  );
}
