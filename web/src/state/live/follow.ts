/*
 * Follows the event log of one workspace: one tab of a browser profile asks, and tells the others.
 * Whoever holds the lock asks; it is given up with the tab, or when the tab goes out of sight. A tab
 * that is told of a stretch that does not begin where it stands asks for what it misses itself. After
 * a long gap nothing is read of it: each tab goes on from the present and asks for all it shows. A tab
 * in sight that hears nothing at all asks too: whoever holds the lock may have been stopped.
 */
import type { InletClient } from '../../../../src/client/index.ts';
import type { InletEvent } from '../nouns.ts';
import { dataOf, isProblem } from '../problem.ts';
import { moveTo, positionOf } from './positions.ts';
import type { Line } from './sign.ts';
import { takeTurns } from './turns.ts';
import { isSilent, watchSleep } from './wake.ts';

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
  /** The server answers, but not this person. */
  onRefused: () => void;
};

const LIMIT = 100;
/** A gap of more than so many pages is not read. */
const MOST_PAGES = 20;
const PATIENCE_MS = 10_000;
/** An answer that takes so long says that the line may be down. */
const SLOW_MS = 3_000;

export function follow(follower: Follower): () => void {
  const { workspace, userId, onLine } = follower;
  const name = `inlet:${userId}:${workspace}`;
  const channel = openChannel(name);
  const ended = new AbortController();
  let asking: Promise<void> | null = null;
  let waking = new AbortController();
  let heardAt = Date.now();

  const hear = (stretch: Stretch) => {
    const at = positionOf(workspace) ?? stretch.from;
    if (stretch.from > at) return void catchUp();
    const news = stretch.events.filter(({ id }) => Number(id) > at);
    moveTo(workspace, stretch.to);
    if (news.length > 0) follower.onEvents(news);
  };
  const take = (told: Told) => {
    heardAt = Date.now();
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
    if (asking !== null || ended.signal.aborted) return;
    asking = askAll(follower, AbortSignal.any([waking.signal, ended.signal]), say);
    await asking;
    asking = null;
  }
  /** What was asked before may be answered by nobody. */
  async function wake(): Promise<void> {
    follower.onWake();
    waking.abort();
    await asking;
    waking = new AbortController();
    await catchUp();
  }
  if (channel !== null) channel.onmessage = ({ data }: MessageEvent<Told>) => take(data);
  watchSleep(ended.signal, {
    onWake: () => void wake(),
    onBeat: (now) => isSilent(heardAt, now) && void catchUp(),
  });
  takeTurns(channel === null ? null : name, ended.signal, catchUp);
  return () => {
    ended.abort();
    channel?.close();
  };
}

/** All that there is after where this tab stands. */
async function askAll(
  { api, workspace, onRefused }: Follower,
  given: AbortSignal,
  say: (told: Told) => void,
): Promise<void> {
  const from = positionOf(workspace);
  if (from === undefined) return;
  const since = Date.now();
  const isDown = () => say({ line: { isUp: false, since } });
  const slow = setTimeout(isDown, SLOW_MS);
  try {
    let [at, hasMore] = [from, true];
    for (let pages = 0; hasMore; pages += 1) {
      const signal = AbortSignal.any([given, AbortSignal.timeout(PATIENCE_MS)]);
      if (pages === MOST_PAGES) return say({ presentAt: await presentOf(api, signal) });
      const query = { after: String(at), limit: LIMIT };
      const page = await pageOrGone(api.GET('/inlet/v1/events', { params: { query }, signal }));
      // What came after it is kept no longer: what is true now is looked at instead.
      if (page === null) return say({ presentAt: await presentOf(api, signal) });
      const to = Number(page.data.at(-1)?.id ?? at);
      say({ from: at, to, events: page.data });
      at = to;
      hasMore = page.nextCursor !== null;
    }
    say({ line: { isUp: true } });
  } catch (error) {
    if (isProblem(error, 0, 502, 503, 504)) isDown();
    if (isProblem(error, 403)) onRefused();
  } finally {
    clearTimeout(slow);
  }
}

/** Null where the log does not go back so far. */
async function pageOrGone<Data>(asked: Parameters<typeof dataOf<Data>>[0]) {
  try {
    return await dataOf(asked);
  } catch (error) {
    if (isProblem(error, 410)) return null;
    throw error;
  }
}

/** The number that the event log has come to. */
async function presentOf(api: InletClient, signal: AbortSignal): Promise<number> {
  const asked = api.GET('/inlet/v1/conversations', { params: { query: { limit: 1 } }, signal });
  return Number((await dataOf(asked)).position);
}

/** Null where the browser has none. */
const openChannel = (name: string): BroadcastChannel | null =>
  'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null;
