import { useState, type ReactNode } from 'react';
import { Archive, Check } from 'lucide-react';
import { Avatar } from '../../parts/avatar.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { ChannelGlyph } from '../../parts/channel-glyph.tsx';
import { CopyLine } from '../../parts/copy-line.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { KeyHint } from '../../parts/key-hint.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { say } from '../../parts/say.ts';
import { Spinner } from '../../parts/spinner.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { LOOKS, pictures, samples, times } from './samples.ts';
import style from './parts-page.module.css';

const { words, long, rtl } = samples;

/** Every part in every state, to look at and to test. */
export function PartsPage() {
  return (
    <main className={style.page}>
      <h1 className={style.title}>{words.title}</h1>
      <Buttons />
      <Section name="IconButton">
        <IconButton icon={Archive} label={words.button} keys="e" />
        {LOOKS.map((look) => (
          <IconButton key={look} icon={Archive} label={words.looks[look]} data-look={look} />
        ))}
        <IconButton icon={Check} label={words.pressed} aria-pressed />
        <IconButton icon={Archive} label={words.off} disabled />
      </Section>
      <Section name="TextField">
        <TextField label={words.field} placeholder={words.field} />
        <TextField label={words.looks.focus} defaultValue={words.field} data-look="focus" />
        <TextField label={words.field} defaultValue={long} hint={words.hint} />
        <TextField label={words.field} defaultValue={rtl} fault={words.fault} />
        <TextField label={words.field} defaultValue={words.off} disabled />
      </Section>
      <Section name="Avatar">
        <Avatar name="Jane Doe" picture={null} />
        <Avatar name="محمد علي" picture={null} />
        <Avatar name="李" picture={null} isSmall />
        <Avatar name="" picture={null} />
        <Avatar name="Jane Doe" picture={pictures.kept} />
        <Avatar name="Broken Picture" picture={pictures.broken} />
      </Section>
      <Section name="Badge">
        {(['plain', 'accent', 'warn', 'wrong'] as const).map((kind) => (
          <Badge key={kind} kind={kind}>
            12
          </Badge>
        ))}
        <Badge>999+</Badge>
      </Section>
      <Section name="ChannelGlyph, RelativeTime">
        <ChannelGlyph type="SMS" />
        <ChannelGlyph type="Email" />
        <ChannelGlyph type="Call" />
        {times.map((at) => (
          <RelativeTime key={at} at={at} />
        ))}
      </Section>
      <Section name="Notice">
        {(['plain', 'warn', 'wrong', 'good'] as const).map((kind) => (
          <Notice key={kind} kind={kind} actions={<Button>{words.button}</Button>}>
            {words.notice}
          </Notice>
        ))}
        <Notice>{long}</Notice>
        <Notice>{rtl}</Notice>
      </Section>
      <Section name="CopyLine">
        <CopyLine text={words.line} label={words.copy} />
        <CopyLine text={`${words.line} ${long} `.repeat(3)} label={words.copy} />
        <CopyLine text={rtl} label={words.copy} />
      </Section>
      <Section name="KeyHint, Spinner">
        <KeyHint keys="Ctrl+Enter" />
        <KeyHint keys="g m" />
        <Spinner />
      </Section>
      <Section name="Menu, Dialog, Toast">
        <Menu trigger={<Button>{words.menu}</Button>} items={menuItems} />
        <DialogSample />
        <Button onClick={() => say(words.said, { label: words.undo, onChoose: nothing })}>
          {words.toast}
        </Button>
      </Section>
      <Section name="Empty">
        <Empty title={words.empty} actions={<Button>{words.button}</Button>}>
          {words.hint}
        </Empty>
        <Empty title={long} />
      </Section>
    </main>
  );
}

const KINDS = ['main', 'plain', 'bare', 'danger'] as const;

const Buttons = () => (
  <Section name="Button">
    {KINDS.map((kind) => (
      <div key={kind} className={style.row}>
        <Button kind={kind}>{words.button}</Button>
        {LOOKS.map((look) => (
          <Button key={look} kind={kind} data-look={look}>
            {words.looks[look]}
          </Button>
        ))}
        <Button kind={kind} disabled>
          {words.off}
        </Button>
        <Button kind={kind} isBusy>
          {words.busy}
        </Button>
      </div>
    ))}
    <Button>{long}</Button>
    <Button>{rtl}</Button>
  </Section>
);

const nothing = () => undefined;
const menuItems = [
  { label: words.button, onChoose: nothing, keys: 'a' },
  { label: words.pressed, onChoose: nothing, isChosen: true },
  { label: words.off, onChoose: nothing, isOff: true },
  { label: long, onChoose: nothing },
  { label: rtl, onChoose: nothing },
];

function Section({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={style.section} aria-label={name}>
      <h2 className={style.name}>{name}</h2>
      <div className={style.states}>{children}</div>
    </section>
  );
}

function DialogSample() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.dialog}</Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={words.dialog}
        actions={<Button kind="main">{words.button}</Button>}
      >
        {long}
      </Dialog>
    </>
  );
}
