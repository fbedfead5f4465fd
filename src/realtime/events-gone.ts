/** A place in the log that is older than what it still holds. */
export class EventsGone extends Error {
  /** The oldest place that can be read from. */
  readonly oldest: number;
  /** Where the log has come to. */
  readonly head: number;

  constructor({ oldest, head }: { oldest: number; head: number }) {
    super('The event log does not go back so far.');
    this.oldest = oldest;
    this.head = head;
  }
}
