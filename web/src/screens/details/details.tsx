import { Pencil, X } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Avatar } from '../../parts/avatar.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation, Participant } from '../../state/nouns.ts';
import { dataOf } from '../../state/problem.ts';
import { words } from '../../words/words.ts';
import { ChangeRole } from './change-role.tsx';
import style from './details.module.css';

/** Who takes part. */
export function Details({ row, onClose }: { row: Conversation; onClose: () => void }) {
  return (
    <aside className={style.details} aria-label={words.thread.details}>
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
  const [isNaming, setNaming] = useState(false);
  const { role } = useWorkspace();
  return (
    <li className={style.seat}>
      <Avatar name={seat.name} picture={seat.avatar} />
      <div className={style.words}>
        <bdi>{seat.name}</bdi>
        <span className={style.quiet}>{words.thread.roles[seat.role]}</span>
        {seat.externalId !== null && <bdi className={style.quiet}>{seat.externalId}</bdi>}
        {role !== 'viewer' && <ChangeRole seat={seat} conversationId={conversationId} />}
      </div>
      {role !== 'viewer' && (
        <IconButton icon={Pencil} label={words.thread.rename} onClick={() => setNaming(true)} />
      )}
      <Rename
        seat={seat}
        conversationId={conversationId}
        isOpen={isNaming}
        onOpenChange={setNaming}
      />
    </li>
  );
}

type RenameProps = {
  seat: Participant;
  conversationId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

function Rename({ seat, conversationId, isOpen, onOpenChange }: RenameProps) {
  const { api, workspace } = useWorkspace();
  const client = useQueryClient();
  const rename = useMutation({
    mutationFn: (name: string) =>
      dataOf(
        api.PATCH('/inlet/v1/participants/{id}', {
          params: { path: { id: seat.id } },
          body: { name },
        }),
      ),
    async onSuccess() {
      onOpenChange(false);
      await client.invalidateQueries({ queryKey: ['conversation', workspace, conversationId] });
      await client.invalidateQueries({ queryKey: ['list', workspace] });
    },
  });
  const onSubmit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    if (typeof name === 'string' && name.trim() !== '') rename.mutate(name.trim());
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={words.thread.rename}>
      <form className={style.form} onSubmit={onSubmit}>
        <TextField
          label={words.thread.seatName}
          name="name"
          defaultValue={seat.name}
          maxLength={1_000}
          fault={rename.error?.message ?? null}
        />
        <Button kind="main" type="submit" isBusy={rename.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
