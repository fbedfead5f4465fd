import { FairQueue } from './fair-queue.ts';

export type GateLimits = {
  /** Inside at once, in all and of one key. */
  inside: number;
  insideOfOne: number;
  /** Waiting outside, in all and of one key. */
  waiting: number;
  waitingOfOne: number;
  /** Let in within one turn of the event loop, so that its other work goes on in between. */
  inOneTurn: number;
};

type TurnedAway = 'too-many-of-one' | 'too-many';

/**
 * Lets in so many at once, and those that wait in turn by key. What somebody leaves is given to the
 * next in the next turn of the event loop, however short the visit was: a crowd on quick errands
 * would else be served in one go, with everything else standing still.
 */
export class Gate {
  readonly #limits: GateLimits;
  readonly #inside = new Map<string, number>();
  readonly #waiting = new FairQueue<string, Pass>();
  /** Gone, with their room not yet given to others. */
  #gone: string[] = [];
  #count = 0;
  #letIn = 0;
  #isScheduled = false;

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  ask(key: string): Pass | TurnedAway {
    const pass = new Pass(key, this);
    if (this.#waiting.lengthOf(key) === 0 && this.#hasRoom() && this.#hasRoomFor(key)) {
      this.#admit(pass);
      return pass;
    }
    if (this.#waiting.lengthOf(key) >= this.#limits.waitingOfOne) return 'too-many-of-one';
    if (this.#waiting.length >= this.#limits.waiting) return 'too-many';
    this.#waiting.push(key, pass);
    return pass;
  }

  /** For passes only. */
  left(pass: Pass, wasInside: boolean): void {
    if (!wasInside) {
      this.#waiting.remove(pass.key, pass);
      return;
    }
    this.#gone.push(pass.key);
    this.#schedule();
  }

  #hasRoom(): boolean {
    return this.#count < this.#limits.inside && this.#letIn < this.#limits.inOneTurn;
  }

  #hasRoomFor(key: string): boolean {
    return (this.#inside.get(key) ?? 0) < this.#limits.insideOfOne;
  }

  #admit(pass: Pass): void {
    this.#count += 1;
    this.#letIn += 1;
    this.#inside.set(pass.key, (this.#inside.get(pass.key) ?? 0) + 1);
    this.#schedule();
    pass.admit();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#beginTurn();
    });
  }

  #beginTurn(): void {
    this.#letIn = 0;
    for (const key of this.#gone.splice(0)) {
      this.#count -= 1;
      const inside = (this.#inside.get(key) ?? 1) - 1;
      if (inside === 0) this.#inside.delete(key);
      else this.#inside.set(key, inside);
    }
    while (this.#hasRoom()) {
      const next = this.#waiting.takeOne((key) => this.#hasRoomFor(key));
      if (next === undefined) return;
      this.#admit(next);
    }
  }
}

/** One that has asked to be let in. */
export class Pass {
  readonly key: string;
  readonly #gate: Gate;
  #state: 'waiting' | 'inside' | 'left' = 'waiting';
  #enter: (() => void) | null = null;

  /** By the gate only. */
  constructor(key: string, gate: Gate) {
    this.key = key;
    this.#gate = gate;
  }

  /** Calls back once inside: at once where that is so already, and never after `leave`. */
  whenInside(enter: () => void): void {
    if (this.#state === 'inside') enter();
    else this.#enter = enter;
  }

  /** Makes room for others; to be called by whoever comes first, any number of times. */
  leave(): void {
    if (this.#state === 'left') return;
    const wasInside = this.#state === 'inside';
    this.#state = 'left';
    this.#gate.left(this, wasInside);
  }

  /** By the gate only. */
  admit(): void {
    this.#state = 'inside';
    this.#enter?.();
  }
}
