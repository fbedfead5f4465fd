const POLL_MS = 1_000;

/**
 * Work in the background, step by step while there is some: when it is woken, and once a second for
 * what other servers and commands left to do.
 */
export abstract class PollLoop {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isAsked = false;
  #isStopped = false;

  /** True while there is more to do. */
  protected abstract step(): Promise<boolean>;

  protected get isStopped(): boolean {
    return this.#isStopped;
  }

  start(): void {
    this.#timer = setInterval(this.wake, POLL_MS);
    this.#timer.unref();
    this.wake();
  }

  /** There may be something to do now; a run that is about to end looks once more. */
  wake = (): void => {
    if (this.#isStopped) return;
    this.#isAsked = true;
    this.#running ??= this.#run();
  };

  /** Resolves when nothing that is due is left. */
  async settled(): Promise<void> {
    this.wake();
    await this.#running;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#isAsked) {
        this.#isAsked = false;
        while (!this.#isStopped && (await this.step()));
      }
    } catch {
      // The store says on the accept path what is wrong with it; leases end by themselves.
    } finally {
      this.#running = null;
    }
  }
}
