import { expect, test } from 'vitest';
import { PollLoop } from './poll-loop.ts';

/** Takes one of `waiting` at a step; what is added while it looks is not seen by that look. */
class Taker extends PollLoop {
  waiting: string[] = [];
  readonly taken: string[] = [];
  isBroken = false;
  duringLook = (): void => undefined;

  protected override async step(): Promise<boolean> {
    const [first] = this.waiting;
    await Promise.resolve();
    this.duringLook();
    if (this.isBroken) throw new Error('the database is away');
    if (first === undefined) return false;
    this.waiting = this.waiting.slice(1);
    this.taken.push(first);
    return true;
  }
}

test('does all there is', async () => {
  const taker = new Taker();
  taker.waiting = ['a', 'b'];
  await taker.settled();
  expect(taker.taken).toEqual(['a', 'b']);
});

test('looks once more for what came while it looked', async () => {
  const taker = new Taker();
  taker.duringLook = () => {
    taker.duringLook = () => undefined;
    taker.waiting.push('late');
    taker.wake();
  };
  await taker.settled();
  expect(taker.taken).toEqual(['late']);
});

test('goes on after a failure when it is woken again', async () => {
  const taker = new Taker();
  taker.waiting = ['a'];
  taker.isBroken = true;
  await taker.settled();
  taker.isBroken = false;
  await taker.settled();
  expect(taker.taken).toEqual(['a']);
});

test('does nothing once it was stopped', async () => {
  const taker = new Taker();
  taker.waiting = ['a'];
  await taker.stop();
  await taker.settled();
  expect(taker.taken).toEqual([]);
});
