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
  readonly requests: readonly PreparedRequest[];
  private socket: Socket;
  private parser = new ResponseParser();
  private readonly target: Target;
  private readonly events: ConnectionEvents;
  private isWaiting = false;
  private isDiscarded = false;

  constructor(target: Target, requests: readonly PreparedRequest[], events: ConnectionEvents) {
    this.target = target;
    this.requests = requests;
    this.events = events;
    this.socket = this.open();
  }

  send(bytes: Buffer, startedAt: number): void {
    this.startedAt = startedAt;
    this.isWaiting = true;
    this.socket.write(bytes);
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
