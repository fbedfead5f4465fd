import { FileText } from 'lucide-react';
import { basePath } from '../../state/api.ts';
import type { Attachment } from '../../state/nouns.ts';
import { sizeOf } from '../../words/sizes.ts';
import { words } from '../../words/words.ts';
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
  if (copy.url === null) {
    const why =
      copy.state === 'waiting'
        ? words.thread.fileWaiting
        : words.thread.fileRefused(copy.reason ?? '');
    return <File name={name} below={why} href={null} />;
  }
  const url = basePath + copy.url;
  if (type.startsWith('image/')) {
    return (
      <a href={url} target="_blank" rel="noopener noreferrer" className={style.frame}>
        <img className={style.picture} src={url} alt={name} loading="lazy" />
      </a>
    );
  }
  if (type.startsWith('audio/'))
    return <audio className={style.player} controls preload="none" src={url} />;
  if (type.startsWith('video/'))
    return <video className={style.picture} controls preload="none" src={url} />;
  return (
    <File name={name} below={[type, size === null ? '' : sizeOf(size)].join(' · ')} href={url} />
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
