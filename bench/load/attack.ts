/**
 * What a hostile client does to a server: it sends requests ahead on many connections, and reads
 * the answers or does not. Run it in a process of its own (start-attack.ts).
 */
import { connect } from 'node:net';

export interface Attack {
  host: string;
  port: number;
  connections: number;
  /** Requests sent ahead on each connection at a time. */
  ahead: number;
  /** Whole requests as they go over the wire; sent in turn. */
  requests: string[];
  readsAnswers: boolean;
  durationMs: number;
}

const RECONNECT_MS = 1_000;
/** The first line of an answer. */
const ANSWER = Buffer.from('HTTP/1.1 ');

/** Goes on until its time is over, on new connections where the server closes the old ones. */
export async function attack(options: Attack): Promise<void> {
  const endsAt = performance.now() + options.durationMs;
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      while (performance.now() < endsAt) await oneConnection(options, endsAt);
    }),
  );
}

function oneConnection(options: Attack, endsAt: number): Promise<void> {
  const { host, port, ahead, requests } = options;
  const burst = Array.from({ length: ahead }, (_, i) => requests[i % requests.length]).join('');
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => socket.write(burst));
    let unanswered = ahead;
    const timer = setTimeout(() => socket.destroy(), Math.max(0, endsAt - performance.now()));
    if (options.readsAnswers) {
      socket.on('data', (chunk) => {
        unanswered -= countOf(chunk);
        if (unanswered > 0) return;
        unanswered = ahead;
        socket.write(burst);
      });
    } else socket.pause();
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timer);
      setTimeout(resolve, RECONNECT_MS);
    });
  });
}

/** One that two chunks share is missed: a little less is sent. */
function countOf(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(ANSWER); at !== -1; at = chunk.indexOf(ANSWER, at + 1)) count += 1;
  return count;
}
