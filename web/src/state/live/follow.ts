/*
 * Follows the event log of one workspace: one tab of a browser profile asks, and tells the others.
 * Whoever holds the lock asks; it is given up with the tab, or when the tab goes out of sight. A tab
 * that is told of a stretch that does not begin where it stands asks for what it misses itself.
 */
import type { InletClient } from '../../../../src/client/index.ts';
import type { InletEvent } from '../nouns.ts';
import { dataOf, isProblem } from '../problem.ts';
import { moveTo, positionOf } from './positions.ts';
import type { Line } from './sign.ts';
import { BEAT_MS, hasJumped, wasAway } from './wake.ts';

/** Events after `from`, up to `to`. */
type Stretch = { from: number; to: number; events: InletEvent[] };
type Told = Stretch | { line: Line };

export type Follower = {
  workspace: string;
  userId: string;
  api: InletClient;
  /** Has to stand being told the same twice. */
  onEvents: (events: InletEvent[]) => void;
  onLine: (line: Line) => void;
  /** The page may have slept: what is shown has to be looked at at once. */
  onWake: () => void;
};

const LIMIT = 100;
const PATIENCE_MS = 40_000;

export function follow(follower: Follower): () => void {
  const { workspace, userId, onLine } = follower;
  const name = `inlet:${userId}:${workspace}`;
  const channel = new BroadcastChannel(name);
  const ended = new AbortController();
  let isAsking = false;

  const hear = (stretch: Stretch) => {
    const at = positionOf(workspace) ?? stretch.from;
    if (stretch.from > at) return void catchUp();
    const news = stretch.events.filter(({ id }) => Number(id) > at);
    moveTo(workspace, stretch.to);
    if (news.length > 0) follower.onEvents(news);
  };
  const say = (told: Told) => {
    channel.postMessage(told);
    if ('line' in told) onLine(told.line);
    else hear(told);
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
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if ('line' in data) onLine(data.line);
    else hear(data);
  };
  const unwatch = watchSleep(() => {
    follower.onWake();
    void catchUp();
  });
  keepTurns(name, ended.signal, catchUp);
  return () => {
    ended.abort();
    unwatch();
    channel.close();
  };
}

/** All that there is after where this tab stands. */
async function askAll({ api, workspace }: Follower, say: (told: Told) => void): Promise<void> {
  const from = positionOf(workspace);
  if (from === undefined) return;
  try {
    let [at, hasMore] = [from, true];
    while (hasMore) {
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

/** Asks once a beat while this tab is in sight and it is its turn. */
function keepTurns(name: string, ended: AbortSignal, ask: () => Promise<void>): void {
  const turn = async () => {
    while (document.visibilityState === 'visible' && !ended.aborted) {
      await ask();
      await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
    }
  };
  const takeTurn = () => {
    if (document.visibilityState !== 'visible') return;
    navigator.locks.request(name, { signal: ended }, turn).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', takeTurn, { signal: ended });
  takeTurn();
}

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
