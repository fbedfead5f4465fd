import { useQuery } from '@tanstack/react-query';
import { RelativeTime } from '../../parts/relative-time.tsx';
import type { OpenFault } from '../../state/attention.ts';
import { useConversation } from '../../state/conversations.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import { dataOf } from '../../state/problem.ts';
import { titleOf } from '../../state/seats.ts';
import { outcomeOf } from '../../state/threads/outcomes.ts';
import { words } from '../../words/words.ts';
import { OutcomeLine } from '../thread/outcome-line.tsx';
import style from './attention.module.css';

type Props = {
  fault: OpenFault;
  onOpen: (conversationId: string, messageId: string) => void;
};

/** One reply that needs a person: to whom, what it said, what became of it, what can be done. */
export function FaultCard({ fault, onOpen }: Props) {
  const { conversationId, messageId } = fault;
  const { api, workspace } = useWorkspace();
  const { data: row } = useConversation(conversationId);
  const { data: message } = useQuery({
    queryKey: ['message', workspace, messageId],
    queryFn: () =>
      dataOf(api.GET('/inlet/v1/messages/{id}', { params: { path: { id: messageId } } })),
  });
  if (row === undefined || message === undefined) return null;
  const open = () => onOpen(conversationId, messageId);
  const name = titleOf(row);
  const outcome = outcomeOf(message);
  return (
    <li className={style.card}>
      <button
        type="button"
        className={style.open}
        data-message={messageId}
        title={words.attention.openAt(name)}
        onClick={open}
      >
        <span className={style.head}>
          <bdi className={style.name}>{name}</bdi>
          <RelativeTime at={message.writtenAt} className={style.time} />
        </span>
        <span className={style.text} dir="auto">
          {message.text === '' ? words.list.noText : message.text}
        </span>
      </button>
      {outcome !== null && <OutcomeLine {...{ outcome, message }} isOpenFault onWrite={open} />}
    </li>
  );
}
