import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { IconButton } from '../../parts/icon-button.tsx';
import { words } from '../../words/words.ts';
import style from './pictures.module.css';

export type Picture = { url: string; name: string };

type Props = {
  pictures: readonly Picture[];
  shown: string;
  /** Null: no more. */
  onShow: (url: string | null) => void;
};

const { pictures: say } = words.replies;
const ZOOMS = [1, 1.5, 2, 3, 4] as const;

/** A picture as large as the window, and larger; the others of the thread are one key away. */
export function Pictures({ pictures, shown, onShow }: Props) {
  const [zoom, setZoom] = useState(0);
  const at = pictures.findIndex(({ url }) => url === shown);
  const picture = pictures[at];
  if (picture === undefined) return null;
  const step = (by: number) => setZoom((now) => Math.min(Math.max(now + by, 0), ZOOMS.length - 1));
  const go = (by: number) => {
    const next = pictures[at + by];
    if (next === undefined) return;
    setZoom(0);
    onShow(next.url);
  };
  // The next one lies where reading goes on.
  const isRtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const keys: Record<string, () => void> = {
    ArrowLeft: () => go(isRtl ? 1 : -1),
    ArrowRight: () => go(isRtl ? -1 : 1),
    '+': () => step(1),
    '-': () => step(-1),
    '0': () => setZoom(0),
  };
  // Of the window: at first the whole picture is seen.
  const size = `${100 * (ZOOMS[zoom] ?? 1)}%`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    keys[event.key]?.();
  };
  return (
    <Dialog.Root open onOpenChange={() => onShow(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={style.backdrop} />
        <Dialog.Popup className={style.popup} onKeyDown={onKeyDown}>
          <Head {...{ picture, step, go, at }} all={pictures.length} />
          <div className={style.stage} tabIndex={0} role="group" aria-label={say.viewer}>
            <img
              className={style.picture}
              src={picture.url}
              alt={picture.name}
              style={{ inlineSize: size, blockSize: size }}
            />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type HeadProps = {
  picture: Picture;
  at: number;
  all: number;
  step: (by: number) => void;
  go: (by: number) => void;
};

const Head = ({ picture, at, all, step, go }: HeadProps) => (
  <div className={style.head}>
    <Dialog.Title className={style.title}>
      <bdi>{picture.name || say.viewer}</bdi> <span>{say.count(at + 1, all)}</span>
    </Dialog.Title>
    <IconButton icon={ChevronLeft} label={say.previous} keys="←" onClick={() => go(-1)} />
    <IconButton icon={ChevronRight} label={say.next} keys="→" onClick={() => go(1)} />
    <IconButton icon={ZoomOut} label={say.smaller} keys="-" onClick={() => step(-1)} />
    <IconButton icon={ZoomIn} label={say.larger} keys="+" onClick={() => step(1)} />
    <a
      className={style.link}
      href={picture.url}
      download={picture.name}
      title={say.download}
      aria-label={say.download}
    >
      <Download aria-hidden />
    </a>
    <Dialog.Close render={<IconButton icon={X} label={words.close} />} />
  </div>
);
