/**
 * Does some work under a lease that is renewed every so often while it lasts, by the clock of this
 * process. A renewal that fails is left to the next one; none is under way once the work is done.
 */
export async function renewing<Result>(
  everyMs: number,
  renew: () => Promise<void>,
  work: () => Promise<Result>,
): Promise<Result> {
  let renewal = Promise.resolve();
  const timer = setInterval(() => {
    renewal = renewal.then(renew).catch(() => undefined);
  }, everyMs);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await renewal;
  }
}
