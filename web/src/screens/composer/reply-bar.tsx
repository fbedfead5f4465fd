import { ChevronDown, Ellipsis, LayoutTemplate, Paperclip, SendHorizontal } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu } from '../../parts/menu.tsx';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import type { Conversation } from '../../state/nouns.ts';
import { titleOf } from '../../state/seats.ts';
import type { Template } from '../../state/templates.ts';
import { identityOf, type ReplyPlaces } from '../../state/threads/reply-places.ts';
import { words } from '../../words/words.ts';
import { enterSends, setEnterSends } from './enter-sends.ts';
import type { TakeFiles } from './reply-field.tsx';
import type { useReply } from './use-reply.ts';
import style from './composer.module.css';

type Props = {
  row: Conversation;
  places: ReplyPlaces;
  hand: DraftInHand;
  templates: readonly Template[];
  reply: ReturnType<typeof useReply>;
  onTemplate: () => void;
};

const { compose } = words.replies;

/** Where the reply goes, what goes with it, and what sends it. */
export function ReplyBar(props: Props) {
  const { hand, templates, reply, onTemplate } = props;
  const { isOff, isOver, isBusy, uploads, onFiles, onSend } = reply;
  const { editing } = hand.draft;
  return (
    <div className={style.bar}>
      <Goes {...props} />
      {editing === null && (
        <>
          <Attach onFiles={onFiles} />
          {templates.length > 0 && (
            <IconButton icon={LayoutTemplate} label={compose.chooseTemplate} onClick={onTemplate} />
          )}
          <More {...props} />
        </>
      )}
      {isOver && templates.length > 0 ? (
        <Button kind="main" onClick={onTemplate}>
          {compose.chooseTemplate}
        </Button>
      ) : (
        <Button
          kind="main"
          disabled={isOff}
          isBusy={isBusy}
          onClick={() => onSend('send')}
          title={uploads.length > 0 ? compose.waitForFiles : words.composer.sendKeys}
        >
          <SendHorizontal aria-hidden className={style.icon} />
          {editing?.how === 'change' ? words.replies.saveChange : words.composer.send}
        </Button>
      )}
    </div>
  );
}

function Goes({ row, places: { channel, channels }, hand }: Props) {
  if (channel === null) return <span className={style.goes} />;
  const where = [channel.name, identityOf(channel)].filter((part) => part !== null).join(' ');
  const text = compose.to(where, titleOf(row));
  if (channels.length < 2) {
    return (
      <span className={style.goes} title={text}>
        <bdi>{text}</bdi>
      </span>
    );
  }
  return (
    <Menu
      trigger={
        <Button kind="bare" className={style.goes} title={compose.chooseChannel}>
          <bdi>{text}</bdi>
          <ChevronDown aria-hidden className={style.icon} />
        </Button>
      }
      items={channels.map((one, index) => ({
        label: [one.name, identityOf(one), index === 0 ? compose.chosenAs : null]
          .filter((part) => part !== null)
          .join(' · '),
        isChosen: one.id === channel.id,
        onChoose: () => {
          hand.change({ channelId: index === 0 ? null : one.id });
          hand.save();
        },
      }))}
    />
  );
}

function Attach({ onFiles }: { onFiles: TakeFiles }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={compose.attach}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <IconButton icon={Paperclip} label={compose.attach} onClick={() => picker.current?.click()} />
    </>
  );
}

function More({ reply: { isOff, onSend } }: Props) {
  const [isOn, setOn] = useState(enterSends);
  const toggle = () => {
    setEnterSends(!isOn);
    setOn(!isOn);
  };
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={compose.moreWays} />}
      items={[
        {
          label: compose.sendAndClose,
          keys: 'Ctrl+Alt+Enter',
          isOff,
          onChoose: () => onSend('sendAndClose'),
        },
        { label: compose.enterSends, isChosen: isOn, onChoose: toggle },
      ]}
    />
  );
}
