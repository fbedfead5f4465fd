/** Why a receiver is left alone: it asked for it, or it failed several times in a row. */
export type PauseCause = 'asked' | 'failing';

export type Pause = { cause: PauseCause; until: number; reason: string };

/**
 * Why a delivery is not attempted yet, in words for people, and until when. `queued`: an earlier
 * reply of its channel goes first. Null in `until`: nobody knows.
 */
export type Wait = {
  cause: 'queued' | 'held' | 'paused' | 'retrying';
  reason: string;
  until: number | null;
};

/** What stands in the way of a delivery. */
export type Obstacles = {
  /** What has to end first: the reply at the front of its line, itself waiting or not. */
  ahead: { messageId: number | null; wait: Wait | null } | null;
  pauses: readonly Pause[];
};

type Waiting = {
  state: string;
  reason: string | null;
  dueAt: number;
  replyBy: number | null;
};

const PAUSED = {
  asked: 'The channel is paused, as its receiver asked.',
  failing: 'The channel is paused, as its receiver failed several times in a row.',
} as const;

/** Null for what is under way, has ended, or is about to begin. Never a time that is past. */
export function waitOf(delivery: Waiting, { ahead, pauses }: Obstacles, now: number): Wait | null {
  const { state, reason, dueAt, replyBy } = delivery;
  switch (state) {
    case 'held':
      return { cause: 'held', reason: reason ?? 'There is nobody to call.', until: replyBy };
    case 'waiting':
      return {
        cause: 'queued',
        reason: whatGoesFirst(ahead),
        until: Math.max(ahead?.wait?.until ?? 0, now),
      };
    case 'due': {
      const pause = longestOf(pauses, Math.max(dueAt, now));
      if (pause !== null) return { cause: 'paused', reason: wordsOf(pause), until: pause.until };
      if (dueAt <= now) return null;
      return { cause: 'retrying', reason: reason ?? 'It is tried again.', until: dueAt };
    }
    default:
      return null;
  }
}

function whatGoesFirst(ahead: Obstacles['ahead']): string {
  const { messageId, wait } = ahead ?? { messageId: null, wait: null };
  const which = messageId === null ? 'An earlier reply' : `Message ${messageId}`;
  const why = wait === null ? '' : ` ${wait.reason}`;
  return `${which} goes first on this channel.${why}`;
}

/** The one that ends last, of those that end after `than`. */
function longestOf(pauses: readonly Pause[], than: number): Pause | null {
  const later = pauses.filter(({ until }) => until > than).sort((a, b) => b.until - a.until);
  return later[0] ?? null;
}

function wordsOf({ cause, reason }: Pause): string {
  return reason === '' ? PAUSED[cause] : `${PAUSED[cause]} ${reason}`;
}
