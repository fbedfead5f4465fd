/*
 * Follows the event log of one workspace: one tab of a browser profile asks, and tells the others.
 * Whoever holds the lock asks; it is given up with the tab, or when the tab goes out of sight. A tab
 * that is told of a stretch that does not begin where it stands asks for what it misses itself. After
 * a long gap nothing is read of it: each tab goes on from the present and asks for all it shows.
 */
import type { InletClient } from '../../../../src/client/index.ts';
import type { InletEvent } from '../nouns.ts';
import { dataOf, isProblem } from '../problem.ts';
import { moveTo, positionOf } from './positions.ts';
import type { Line } from './sign.ts';
import { takeTurns } from './turns.ts';
import { BEAT_MS, hasJumped, wasAway } from './wake.ts';

/** Events after `from`, up to `to`. */
type Stretch = { from: number; to: number; events: InletEvent[] };
type Told = Stretch | { line: Line } | { presentAt: number };

export type Follower = {
  workspace: string;
  userId: string;
  api: InletClient;
  /** Has to stand being told the same twice. */
  onEvents: (events: InletEvent[]) => void;
  onLine: (line: Line) => void;
  /** The page may have slept, or missed much: what is shown has to be looked at at once. */
  onWake: () => void;
};

const LIMIT = 100;
/** A gap of more than so many pages is not read. */
const MOST_PAGES = 20;
const PATIENCE_MS = 40_000;

export function follow(follower: Follower): () => void {
  const { workspace, userId, onLine } = follower;
  const name = `inlet:${userId}:${workspace}`;
  const channel = openChannel(name);
  const ended = new AbortController();
  let isAsking = false;

  const hear = (stretch: Stretch) => {
    const at = positionOf(workspace) ?? stretch.from;
    if (stretch.from > at) return void catchUp();
    const news = stretch.events.filter(({ id }) => Number(id) > at);
    moveTo(workspace, stretch.to);
    if (news.length > 0) follower.onEvents(news);
  };
  const take = (told: Told) => {
    if ('line' in told) return onLine(told.line);
    if (!('presentAt' in told)) return hear(told);
    moveTo(workspace, told.presentAt);
    follower.onWake();
  };
  const say = (told: Told) => {
    channel?.postMessage(told);
    take(told);
  };
  async function catchUp(): Promise<void> {
    if (isAsking || ended.signal.aborted) return;
    isAsking = true;
    try {
      await askAll(follower, say);
    } finally {
      isAsking = false;
    }
  }
  if (channel !== null) channel.onmessage = ({ data }: MessageEvent<Told>) => take(data);
  const unwatch = watchSleep(() => {
    follower.onWake();
    void catchUp();
  });
  takeTurns(channel === null ? null : name, ended.signal, catchUp);
  return () => {
    ended.abort();
    unwatch();
    channel?.close();
  };
}

/** All that there is after where this tab stands. */
async function askAll({ api, workspace }: Follower, say: (told: Told) => void): Promise<void> {
  const from = positionOf(workspace);
  if (from === undefined) return;
  try {
    let [at, hasMore] = [from, true];
    for (let pages = 0; hasMore; pages += 1) {
      if (pages === MOST_PAGES) return say({ presentAt: await presentOf(api) });
      const query = { after: String(at), limit: LIMIT };
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const page = await dataOf(api.GET('/inlet/v1/events', { params: { query }, signal }));
      const to = Number(page.data.at(-1)?.id ?? at);
      say({ from: at, to, events: page.data });
      at = to;
      hasMore = page.nextCursor !== null;
    }
    say({ line: { isUp: true } });
  } catch (error) {
    if (isProblem(error, 0, 502, 503, 504)) say({ line: { isUp: false, since: Date.now() } });
  }
}

/** The number that the event log has come to. */
async function presentOf(api: InletClient): Promise<number> {
  const asked = api.GET('/inlet/v1/conversations', { params: { query: { limit: 1 } } });
  return Number((await dataOf(asked)).position);
}

/** Null where the browser has none. */
const openChannel = (name: string): BroadcastChannel | null =>
  'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null;

/** Whatever the line says of itself, after a sleep it is asked anew. */
function watchSleep(onWake: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let [before, hiddenAt] = [Date.now(), null as number | null];
  const beat = setInterval(() => {
    const now = Date.now();
    if (hasJumped(before, now)) onWake();
    before = now;
  }, BEAT_MS);
  addEventListener('online', onWake, { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && onWake(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible' && wasAway(hiddenAt, Date.now())) onWake();
      hiddenAt = document.visibilityState === 'hidden' ? Date.now() : null;
    },
    { signal },
  );
  return () => {
    clearInterval(beat);
    ended.abort();
  };
}
