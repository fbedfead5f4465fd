import { connect, type Socket } from 'node:net';
import type { PreparedRequest } from './request.ts';
import { ResponseParser } from './response-parser.ts';

export interface Target {
  host: string;
  port: number;
}

export interface ConnectionEvents {
  /** Just opened, and free to send. */
  opened(connection: Connection): void;
  answered(connection: Connection, status: number): void;
  /** Open no more; `unanswered` when a request was under way. */
  closed(connection: Connection, unanswered: boolean, reason: string): void;
}

/** The reason of a connection that ended without an error. */
export const CLOSED = 'closed by the server';

/** All reads of a process go through one piece of memory: each is consumed before the next. */
const shared = Buffer.allocUnsafe(64 * 1024);

/** One keep-alive connection with at most one request under way. */
export class Connection {
  /** When the request under way was sent, or was due in an open loop. */
  startedAt = 0;
  isOpen = false;
  private socket: Socket;
  private parser = new ResponseParser();
  private readonly target: Target;
  private readonly events: ConnectionEvents;
  /** What is sent: free again once the answer is there. */
  private readonly outgoing: Buffer;
  private view: Buffer;
  private isWaiting = false;
  private isDiscarded = false;

  /** `room`: how many bytes the longest request has. */
  constructor(target: Target, room: number, events: ConnectionEvents) {
    this.target = target;
    this.outgoing = Buffer.allocUnsafeSlow(room);
    this.view = this.outgoing;
    this.events = events;
    this.socket = this.open();
  }

  send(request: PreparedRequest, sequence: number, startedAt: number): void {
    this.startedAt = startedAt;
    this.isWaiting = true;
    const length = request.fill(sequence, performance.timeOrigin + startedAt, this.outgoing);
    if (this.view.length !== length) this.view = this.outgoing.subarray(0, length);
    this.socket.write(this.view);
  }

  reopen(): void {
    if (this.isDiscarded) return;
    this.parser = new ResponseParser();
    this.socket = this.open();
  }

  /** Closes for good, without telling anyone. */
  discard(): void {
    this.isDiscarded = true;
    this.socket.destroy();
  }

  private open(): Socket {
    const callback = (length: number): boolean => {
      this.read(length);
      return true;
    };
    const socket = connect({ ...this.target, noDelay: true, onread: { buffer: shared, callback } });
    let reason = CLOSED;
    socket.once('connect', () => {
      this.isOpen = true;
      this.events.opened(this);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => (reason = error.code ?? error.message));
    socket.once('close', () => {
      this.isOpen = false;
      const unanswered = this.isWaiting;
      this.isWaiting = false;
      if (!this.isDiscarded) this.events.closed(this, unanswered, reason);
    });
    return socket;
  }

  private read(length: number): void {
    try {
      if (!this.parser.push(shared.subarray(0, length))) return;
    } catch (error) {
      this.socket.destroy(error as Error);
      return;
    }
    this.isWaiting = false;
    if (this.parser.closes) {
      this.isOpen = false;
      this.socket.destroy();
    }
    this.events.answered(this, this.parser.status);
  }
}
