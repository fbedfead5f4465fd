import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useWorkspace } from '../in-workspace.tsx';
import type { InletEvent } from '../nouns.ts';
import { apply, refreshAll } from './apply.ts';
import { follow } from './follow.ts';
import { gather } from './gather.ts';
import { signOf, type Line } from './sign.ts';
import { lookForVersion } from './version.ts';
import { BEAT_MS } from './wake.ts';

/** Keeps what is shown true, and says how the line is. */
export function useLive() {
  const { api, workspace, userId } = useWorkspace();
  const client = useQueryClient();
  const [line, setLine] = useState<Line>({ isUp: true });
  const isUp = useRef(true);
  useEffect(() => {
    const gathering = gather<News>((news, signal) => {
      const where = { client, api, workspace, signal };
      return news.includes(ALL) ? refreshAll(where) : apply(where, news.filter(isEvent));
    }, folded);
    const leave = follow({
      ...{ workspace, userId, api },
      onEvents(events) {
        gathering.add(events);
        refreshTitle(client, workspace);
      },
      onLine(now) {
        if (now.isUp && !isUp.current) {
          void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
          void lookForVersion();
        }
        if (now.isUp) gathering.add([]);
        isUp.current = now.isUp;
        setLine((before) => (before.isUp || now.isUp ? now : before));
      },
      onWake() {
        gathering.restart();
        gathering.add([ALL]);
      },
      // Says so, where this person may no longer see the workspace.
      onRefused: () => void client.invalidateQueries({ queryKey: ['session'] }),
    });
    return () => {
      leave();
      gathering.end();
    };
  }, [api, workspace, userId, client]);
  const sign = useSign(line);
  return { sign, since: line.isUp ? null : line.since };
}

/** That anything may have changed. */
const ALL = 'all';
type News = InletEvent | typeof ALL;
const isEvent = (one: News): one is InletEvent => one !== ALL;

/** More events than a list of conversations has rows are looked at as one. */
const MOST_EVENTS = 2_000;
const folded = (news: News[]): News[] =>
  news.includes(ALL) || news.length > MOST_EVENTS ? [ALL] : news;

/** The number in the tab is for those who do not look: told in every tab, but not with each event. */
const TITLE_MS = 3_000;
let titleTimer: ReturnType<typeof setTimeout> | undefined;

function refreshTitle(client: QueryClient, workspace: string): void {
  titleTimer ??= setTimeout(() => {
    titleTimer = undefined;
    void client.invalidateQueries({ queryKey: ['unread', workspace] });
  }, TITLE_MS);
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
