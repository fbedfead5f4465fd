import {
  Archive,
  ArchiveRestore,
  ArrowLeft,
  CheckCheck,
  ExternalLink,
  PanelRight,
  UserPlus,
} from 'lucide-react';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu } from '../../parts/menu.tsx';
import { useChannels, useUsers } from '../../state/directory.ts';
import type { Conversation } from '../../state/nouns.ts';
import { titleOf } from '../../state/seats.ts';
import { words } from '../../words/words.ts';
import type { Act } from './use-act.ts';
import { useAssignItems } from './use-assign-items.ts';
import style from './thread-head.module.css';

type Props = {
  row: Conversation;
  act: Act;
  mayWrite: boolean;
  isAssigning: boolean;
  hasDetails: boolean;
  onBack: () => void;
  onAssigning: (is: boolean) => void;
  onDetails: () => void;
};

export function ThreadHead(props: Props) {
  const { row, act, mayWrite, hasDetails, onBack, onDetails } = props;
  const channel = useChannels().get(row.channelId ?? '');
  const assignee = useUsers().get(row.assignedUserId ?? '');
  const below = [channel?.name, assignee && words.list.assignedTo(assignee.name)];
  return (
    <header className={style.head}>
      <IconButton
        icon={ArrowLeft}
        label={words.back}
        keys="u"
        onClick={onBack}
        className={style.back}
      />
      <div className={style.who}>
        <h1 className={style.title}>
          <bdi>{titleOf(row)}</bdi>
        </h1>
        <p className={style.below}>
          <bdi>{below.filter((part) => part !== undefined).join(' · ')}</bdi>
        </p>
      </div>
      <div className={style.ways}>
        {row.link !== null && (
          <a
            className={style.link}
            href={row.link}
            target="_blank"
            rel="noopener noreferrer"
            title={words.thread.atProvider}
          >
            <ExternalLink aria-label={words.thread.atProvider} />
          </a>
        )}
        {mayWrite && <Work {...props} act={act} />}
        <IconButton
          icon={PanelRight}
          label={words.thread.details}
          keys="]"
          aria-pressed={hasDetails}
          data-details
          onClick={onDetails}
        />
      </div>
    </header>
  );
}

function Work({ row, act, isAssigning, onAssigning }: Props) {
  const items = useAssignItems(row, act);
  return (
    <>
      {row.unreadCount > 0 && (
        <IconButton
          icon={CheckCheck}
          label={words.thread.markRead}
          keys="Shift+i"
          onClick={act.markRead}
        />
      )}
      <Menu
        isOpen={isAssigning}
        onOpenChange={onAssigning}
        trigger={<IconButton icon={UserPlus} label={words.thread.assign} keys="a" />}
        items={items}
      />
      {row.status === 'open' ? (
        <IconButton icon={Archive} label={words.thread.close} keys="e" onClick={act.close} />
      ) : (
        <IconButton
          icon={ArchiveRestore}
          label={words.thread.reopen}
          keys="Shift+e"
          onClick={act.reopen}
        />
      )}
    </>
  );
}
