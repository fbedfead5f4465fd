import { FileText, RotateCw, X } from 'lucide-react';
import { IconButton } from '../../parts/icon-button.tsx';
import { cancelUpload, retryUpload, type Upload } from '../../state/drafts/uploads.ts';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import { percentOf, sizeOf } from '../../words/sizes.ts';
import { words } from '../../words/words.ts';
import style from './file-chips.module.css';

type Props = { hand: DraftInHand; uploads: readonly Upload[]; conversationId: string };

const { compose } = words.replies;

/** The files of the reply: those that are there, and those on their way. */
export function FileChips({ hand, uploads, conversationId }: Props) {
  const { workspace, userId } = useWorkspace();
  const { files } = hand.draft;
  if (files.length + uploads.length === 0) return null;
  const remove = (url: string) => {
    hand.change({ files: files.filter((one) => one.url !== url) });
    hand.save();
  };
  return (
    <ul className={style.files} aria-label={compose.files}>
      {files.map(({ url, name, size }) => (
        <li key={url} className={style.file}>
          <Name name={name} below={sizeOf(size)} />
          <IconButton icon={X} label={compose.removeFile(name)} onClick={() => remove(url)} />
        </li>
      ))}
      {uploads.map((one) => (
        <li key={one.key} className={style.file}>
          <Name
            name={one.file.name}
            below={one.fault ?? compose.uploading(percentOf(one.done))}
            isWrong={one.fault !== null}
          />
          {one.fault !== null && (
            <IconButton
              icon={RotateCw}
              label={compose.retryUpload(one.file.name)}
              onClick={() => retryUpload({ workspace, userId, conversationId }, one)}
            />
          )}
          <IconButton
            icon={X}
            label={compose.cancelUpload(one.file.name)}
            onClick={() => cancelUpload(one.key)}
          />
        </li>
      ))}
    </ul>
  );
}

type NameProps = { name: string; below: string; isWrong?: boolean };

const Name = ({ name, below, isWrong = false }: NameProps) => (
  <>
    <FileText aria-hidden className={style.icon} />
    <span className={style.words}>
      <bdi className={style.name}>{name}</bdi>
      <span className={isWrong ? style.fault : style.below}>{below}</span>
    </span>
  </>
);
