import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { onFirstUse } from '../../parts/on-first-use.tsx';
import { basePath } from '../../state/api.ts';
import type { Message } from '../../state/nouns.ts';
import type { Picture } from './pictures.tsx';

const Pictures = onFirstUse(() => import('./pictures.tsx').then((one) => one.Pictures));

const Context = createContext<(url: string) => void>(() => undefined);

/** Opens a picture of the thread, large. */
export const useViewer = () => use(Context);

/** Where the pictures of a thread are looked at, one after the other. */
export function PictureViewer({
  messages,
  children,
}: {
  messages: readonly Message[];
  children: ReactNode;
}) {
  const [shown, setShown] = useState<string | null>(null);
  const pictures = useMemo(() => picturesOf(messages), [messages]);
  return (
    <Context value={setShown}>
      {children}
      {shown !== null && <Pictures {...{ pictures, shown }} onShow={setShown} />}
    </Context>
  );
}

function picturesOf(messages: readonly Message[]): Picture[] {
  return messages.flatMap(({ attachments }) =>
    attachments.flatMap(({ copy, name }) =>
      copy.url !== null && copy.mediaType?.startsWith('image/') === true
        ? [{ url: basePath + copy.url, name: name ?? '' }]
        : [],
    ),
  );
}
