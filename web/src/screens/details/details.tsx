import { X } from 'lucide-react';
import { useRef } from 'react';
import { Avatar } from '../../parts/avatar.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation, Participant } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import { ChangeRole } from './change-role.tsx';
import { SeatName } from './seat-name.tsx';
import { useDrawer } from './use-drawer.ts';
import style from './details.module.css';

type Props = { row: Conversation; isDrawer: boolean; onClose: () => void };

/** Who takes part. */
export function Details({ row, isDrawer, onClose }: Props) {
  const panel = useRef<HTMLElement>(null);
  const drawer = useDrawer({ panel, isDrawer, onClose });
  return (
    <aside
      ref={panel}
      className={style.details}
      aria-label={words.thread.details}
      tabIndex={-1}
      data-landmark="details"
      data-over={isDrawer || undefined}
      {...drawer}
    >
      <header className={style.head}>
        <h2>{words.thread.participants}</h2>
        <IconButton icon={X} label={words.close} keys="]" onClick={onClose} />
      </header>
      <ul className={style.seats}>
        {row.participants.map((seat) => (
          <Seat key={seat.id} seat={seat} conversationId={row.id} />
        ))}
      </ul>
    </aside>
  );
}

function Seat({ seat, conversationId }: { seat: Participant; conversationId: string }) {
  const { role } = useWorkspace();
  const mayWrite = role !== 'viewer';
  return (
    <li className={style.seat}>
      <Avatar name={seat.name} picture={seat.avatar} />
      <div className={style.words}>
        {mayWrite ? (
          <SeatName seat={seat} conversationId={conversationId} />
        ) : (
          <bdi>{seat.name}</bdi>
        )}
        <span className={style.quiet}>{words.thread.roles[seat.role]}</span>
        {seat.externalId !== null && <bdi className={style.quiet}>{seat.externalId}</bdi>}
        {mayWrite && <ChangeRole seat={seat} conversationId={conversationId} />}
      </div>
    </li>
  );
}
