import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useWorkspace } from '../in-workspace.tsx';
import { apply } from './apply.ts';
import { follow } from './follow.ts';
import { signOf, type Line } from './sign.ts';
import { BEAT_MS } from './wake.ts';

/** Keeps what is shown true, and says how the line is. */
export function useLive() {
  const { api, workspace, userId } = useWorkspace();
  const client = useQueryClient();
  const [line, setLine] = useState<Line>({ isUp: true });
  useEffect(
    () =>
      follow({
        ...{ workspace, userId, api },
        onEvents: (events) => void apply({ client, api, workspace }, events).catch(() => undefined),
        onLine: (now) => setLine((before) => (before.isUp || now.isUp ? now : before)),
        onWake: () =>
          void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' }),
      }),
    [api, workspace, userId, client],
  );
  const sign = useSign(line);
  return { sign, since: line.isUp ? null : line.since };
}

function useSign(line: Line) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (line.isUp) return;
    const beat = setInterval(() => setNow(Date.now()), BEAT_MS / 2);
    return () => clearInterval(beat);
  }, [line]);
  return signOf(line, now);
}
