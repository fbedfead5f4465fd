import { FileText } from 'lucide-react';
import { basePath } from '../../state/api.ts';
import type { Attachment } from '../../state/nouns.ts';
import { sizeOf } from '../../words/sizes.ts';
import { words } from '../../words/words.ts';
import { useViewer } from './picture-viewer.tsx';
import style from './attachments.module.css';

/** From copies on this server only; what has none says why. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul className={style.all}>
      {attachments.map((one) => (
        <li key={one.externalId}>
          <One attachment={one} />
        </li>
      ))}
    </ul>
  );
}

function One({ attachment }: { attachment: Attachment }) {
  const { copy, mimeType } = attachment;
  const name = attachment.name ?? words.thread.attachment;
  const type = copy.mediaType ?? mimeType;
  const size = copy.size ?? attachment.size;
  const below = [type, size === null ? '' : sizeOf(size)].filter((part) => part !== '').join(' · ');
  if (copy.url === null) {
    const isWaiting = copy.state === 'waiting';
    const why = isWaiting ? words.thread.fileWaiting : words.thread.fileRefused(copy.reason ?? '');
    return <File name={name} below={`${below} · ${why}`} href={null} />;
  }
  const url = basePath + copy.url;
  if (type.startsWith('image/')) return <PictureButton url={url} name={name} />;
  if (type.startsWith('audio/')) {
    return <audio className={style.player} controls preload="none" src={url} aria-label={name} />;
  }
  if (type.startsWith('video/')) {
    return (
      <video className={style.frame} controls preload="none" src={url} aria-label={name}></video>
    );
  }
  return <File name={name} below={below} href={url} />;
}

/** In a box that has its size before the picture is there. */
function PictureButton({ url, name }: { url: string; name: string }) {
  const view = useViewer();
  return (
    <button
      type="button"
      className={style.frame}
      aria-label={words.replies.pictures.view(name)}
      onClick={() => view(url)}
    >
      <img className={style.picture} src={url} alt="" loading="lazy" />
    </button>
  );
}

function File({ name, below, href }: { name: string; below: string; href: string | null }) {
  const inside = (
    <>
      <FileText aria-hidden className={style.icon} />
      <span className={style.words}>
        <bdi>{name}</bdi>
        <span className={style.below}>{below}</span>
      </span>
    </>
  );
  if (href === null) return <span className={style.file}>{inside}</span>;
  return (
    <a className={style.file} href={href} download={name}>
      {inside}
    </a>
  );
}
