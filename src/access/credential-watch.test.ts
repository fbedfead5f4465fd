import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CredentialWatch } from './credential-watch.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function watched() {
  const it = { now: 0, mark: 'a', reads: 0, checks: 0, isGood: true, ended: 0 };
  const listeners = new Set<() => void>();
  const forget = () => {
    for (const tell of listeners) tell();
  };
  const watch = new CredentialWatch({
    store: {
      read: {
        findFact: () => {
          it.reads += 1;
          return Promise.resolve(it.mark);
        },
      } as never,
    },
    authenticator: {
      forget,
      onForget: (tell) => {
        listeners.add(tell);
        return () => listeners.delete(tell);
      },
    },
    now: () => it.now,
  });
  const hold = (expiresAt: number | null = null) =>
    watch.hold({
      check: () => {
        it.checks += 1;
        return it.isGood ? Promise.resolve() : Promise.reject(new Error('ended'));
      },
      expiresAt,
      end: () => (it.ended += 1),
    });
  return { it, watch, hold, forget };
}

const settled = async () => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
};

test('a thousand idle streams cost one look for all, and no credential is read', async () => {
  const { it, watch, hold } = watched();
  const first = hold();
  await settled();
  // What was before the first look is not known.
  expect(it.checks).toBe(1);
  const releases = [first, ...Array.from({ length: 999 }, () => hold())];
  for (let i = 0; i < 10; i += 1) {
    vi.advanceTimersByTime(750);
    await settled();
  }
  expect([it.reads, it.checks]).toEqual([11, 1]);
  for (const release of releases) release();
  vi.advanceTimersByTime(10_000);
  await settled();
  expect(it.reads).toBe(11);
  await watch.stop();
});

test('what this process announces ends a stream at once, if its credential is not good any more', async () => {
  const { it, watch, hold, forget } = watched();
  hold();
  await settled();
  forget();
  await settled();
  expect([it.checks, it.ended]).toEqual([2, 0]);
  it.isGood = false;
  forget();
  await settled();
  expect(it.ended).toBe(1);
  await watch.stop();
});

test('what another node has changed is seen by the mark', async () => {
  const { it, watch, hold } = watched();
  hold();
  await settled();
  it.isGood = false;
  it.mark = 'b';
  vi.advanceTimersByTime(750);
  await settled();
  expect(it.ended).toBe(1);
  await watch.stop();
});

test('a credential that runs out, and one of which nobody tells, end their streams too', async () => {
  const { it, watch, hold } = watched();
  hold(1_000);
  await settled();
  it.now = 1_000;
  vi.advanceTimersByTime(750);
  await settled();
  expect([it.checks, it.ended]).toEqual([1, 1]);
  hold();
  it.isGood = false;
  for (let i = 0; i < 80; i += 1) {
    vi.advanceTimersByTime(750);
    await settled();
  }
  expect(it.checks).toBeGreaterThan(1);
  await watch.stop();
});
