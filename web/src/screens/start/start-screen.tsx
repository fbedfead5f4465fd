import { Button } from '../../parts/button.tsx';
import { CopyLine } from '../../parts/copy-line.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Spinner } from '../../parts/spinner.tsx';
import { basePath } from '../../state/api.ts';
import { useChannels } from '../../state/directory.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import { useGo } from '../../use-place.ts';
import { words } from '../../words/words.ts';
import { firstLines } from './first-lines.ts';
import { useFirstMessage } from './use-first-message.ts';
import style from './start-screen.module.css';

const { began } = words;

/** How the first message gets in, and that it has. */
export function StartScreen() {
  const channels = useChannels();
  const lines = firstLines(location.origin + basePath, [...channels.values()].reverse());
  return (
    <main className={style.page} aria-label={words.start} data-landmark="page" tabIndex={-1}>
      <div className={style.column}>
        <h1 className={style.title}>{words.start}</h1>
        <Arrival />
        <p className={style.words}>{began.hint}</p>
        {lines.map(({ channel, line }) => (
          <section key={channel.id} className={style.part}>
            <h2 className={style.name}>{began.ways[channel.vendor] ?? channel.name}</h2>
            <CopyLine text={line} label={words.copy} />
          </section>
        ))}
        {lines.length === 0 && <Notice>{began.noChannel}</Notice>}
        <section className={style.part}>
          <h2 className={style.name}>{began.secrets}</h2>
          <p className={style.words}>{began.secretsHint}</p>
          <CopyLine text="npx inlet sandbox" label={words.copy} />
        </section>
        <section className={style.part}>
          <h2 className={style.name}>{began.day}</h2>
          <p className={style.words}>{began.dayHint}</p>
          <CopyLine text="npx inlet seed --demo" label={words.copy} />
        </section>
      </div>
    </main>
  );
}

/** Waits where nothing has arrived yet, and says what does. */
function Arrival() {
  const { arrived, wasEmpty } = useFirstMessage();
  const { workspace } = useWorkspace();
  const go = useGo();
  if (arrived === null) {
    return (
      <Notice role="status">
        <span className={style.waiting}>
          <Spinner /> {wasEmpty ? began.waiting : began.waitingForNext}
        </span>
      </Notice>
    );
  }
  const { conversation, seconds } = arrived;
  const open = () =>
    go({
      ...{ screen: 'list', workspace, view: 'open', channel: null },
      ...{ conversation: conversation.id, message: null },
    });
  return (
    <Notice
      kind="good"
      role="status"
      actions={
        <Button kind="main" autoFocus onClick={open}>
          {began.open}
        </Button>
      }
    >
      {began.arrived(seconds.toFixed(1), wasEmpty)} <bdi>{conversation.lastMessage?.preview}</bdi>
    </Notice>
  );
}
