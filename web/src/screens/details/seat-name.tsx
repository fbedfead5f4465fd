import { Pencil } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { IconButton } from '../../parts/icon-button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import type { Participant } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import { useRename } from './use-rename.ts';
import style from './details.module.css';

type Props = { seat: Participant; conversationId: string };

/** The name of a seat, changed where it stands. */
export function SeatName({ seat, conversationId }: Props) {
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // Not where focus has gone on by itself.
    if (wasEditing.current && !isEditing && document.activeElement === document.body) {
      pencil.current?.focus();
    }
    wasEditing.current = isEditing;
  }, [isEditing]);
  if (!isEditing) {
    return (
      <span className={style.name}>
        <bdi>{seat.name}</bdi>
        <IconButton
          ref={pencil}
          icon={Pencil}
          label={words.thread.rename}
          className={style.pencil}
          onClick={() => setEditing(true)}
        />
      </span>
    );
  }
  return <NameForm {...{ seat, conversationId }} onDone={() => setEditing(false)} />;
}

function NameForm({ seat, conversationId, onDone }: Props & { onDone: () => void }) {
  const { rename, fault } = useRename(seat, conversationId);
  const save = (name: string) => {
    if (name.trim() === '' || name.trim() === seat.name) return onDone();
    rename(name.trim(), onDone);
  };
  const onSubmit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    if (typeof name === 'string') save(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDone();
  };
  return (
    <form onSubmit={onSubmit}>
      <TextField
        label={words.thread.seatName}
        hint={words.thread.renameHint}
        name="name"
        defaultValue={seat.name}
        maxLength={1_000}
        fault={fault}
        autoFocus
        onFocus={({ target }) => target.select()}
        onBlur={({ target }) => save(target.value)}
        onKeyDown={onKeyDown}
      />
    </form>
  );
}
