import { Suspense, createContext, lazy, use, useMemo, useState, type ReactNode } from 'react';
import { basePath } from '../../state/api.ts';
import type { Message } from '../../state/nouns.ts';

const Pictures = lazy(() => import('./pictures.tsx'));

export type Picture = { url: string; name: string };

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
      {shown !== null && (
        <Suspense>
          <Pictures {...{ pictures, shown }} onShow={setShown} />
        </Suspense>
      )}
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
