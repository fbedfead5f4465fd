import { SendHorizontal } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useChannels } from '../../state/directory.ts';
import { useDraft } from '../../state/drafts.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { outgoing, sendAll } from '../../state/outgoing.ts';
import { words } from '../../words/words.ts';
import style from './composer.module.css';

type Props = { row: Conversation; field: RefObject<HTMLTextAreaElement | null> };

/** Where an answer is written, and where it goes. */
export function Composer({ row, field }: Props) {
  const { role } = useWorkspace();
  const channel = useChannels().get(row.channelId ?? '');
  if (role === 'viewer') return <Closed>{words.composer.viewer}</Closed>;
  if (channel?.isReadonly === true) return <Closed>{words.composer.readOnly}</Closed>;
  return <Open row={row} field={field} channel={channel?.name ?? null} />;
}

const Closed = ({ children }: { children: string }) => (
  <section className={style.composer} aria-label={words.composer.name}>
    <Notice>{children}</Notice>
  </section>
);

function Open({ row, field, channel }: Props & { channel: string | null }) {
  const { api, workspace, userId } = useWorkspace();
  const client = useQueryClient();
  const { text, change, save } = useDraft(row.id);
  const send = () => {
    if (text.trim() === '') return;
    const box = { workspace, userId };
    outgoing.add(box, { conversationId: row.id, channelId: null, text });
    change('');
    save();
    void sendAll(box, api, client);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') field.current?.blur();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <section className={style.composer} aria-label={words.composer.name}>
      <div className={style.box}>
        <textarea
          ref={field}
          className={style.field}
          dir="auto"
          rows={2}
          value={text}
          placeholder={words.composer.placeholder}
          aria-label={words.composer.placeholder}
          onChange={(event) => change(event.target.value)}
          onBlur={save}
          onKeyDown={onKeyDown}
        />
        <Bar channel={channel} isOff={text.trim() === ''} onSend={send} />
      </div>
    </section>
  );
}

type BarProps = { channel: string | null; isOff: boolean; onSend: () => void };

const Bar = ({ channel, isOff, onSend }: BarProps) => (
  <div className={style.bar}>
    <span className={style.goes}>
      {channel !== null && <bdi>{words.composer.goesTo(channel)}</bdi>}
    </span>
    <Button kind="main" disabled={isOff} onClick={onSend} title={words.composer.sendKeys}>
      <SendHorizontal aria-hidden className={style.icon} />
      {words.composer.send}
    </Button>
  </div>
);
