/**
 * Just enough of HTTP/1.1 to know when one answer has arrived whole: the status line, Content-Length
 * and Connection. The usual answer, which comes in one piece, is read without a copy.
 */
const NEWLINE = 10;
const NO_BODY = new Set([204, 304]);

export class ResponseParser {
  status = 0;
  /** The server will close the connection after this answer. */
  closes = false;
  private bodyLeft = -1;
  private pending: Buffer | undefined;

  /** Takes the next bytes; true once they complete the answer. */
  push(chunk: Buffer): boolean {
    if (this.bodyLeft >= 0) return this.takeBody(chunk.length);
    const head = this.pending === undefined ? chunk : Buffer.concat([this.pending, chunk]);
    const end = this.readHead(head);
    if (end === -1) {
      // The chunk's memory is used again for the next read.
      this.pending = Buffer.from(head);
      return false;
    }
    this.pending = undefined;
    return this.takeBody(head.length - end);
  }

  /** Forgets a half-read answer, for a new connection. */
  reset(): void {
    this.bodyLeft = -1;
    this.pending = undefined;
    this.closes = false;
  }

  private takeBody(length: number): boolean {
    this.bodyLeft -= length;
    if (this.bodyLeft < 0) throw new Error('the server sent more than one answer');
    if (this.bodyLeft > 0) return false;
    this.bodyLeft = -1;
    return true;
  }

  /** Reads the head and answers where it ends, or -1 when it is not whole yet. */
  private readHead(bytes: Buffer): number {
    let length = -1;
    let closes = false;
    let lineStart = bytes.indexOf(NEWLINE) + 1;
    if (lineStart === 0) return -1;
    const status = readStatus(bytes);
    for (let at = lineStart; at < bytes.length; at++) {
      if (bytes[at] !== NEWLINE) continue;
      if (at - lineStart <= 1) {
        this.status = status;
        this.closes = closes;
        this.bodyLeft = NO_BODY.has(status) ? 0 : length;
        if (this.bodyLeft === -1) throw new Error('an answer without Content-Length');
        return at + 1;
      }
      const letter = (bytes[lineStart] ?? 0) | 32;
      if (letter === 99 /* c */) {
        const line = bytes.toString('latin1', lineStart, at).toLowerCase();
        if (line.startsWith('content-length:')) length = Number(line.slice(15));
        else if (line.startsWith('connection:')) closes = line.includes('close', 11);
      }
      lineStart = at + 1;
    }
    return -1;
  }
}

function readStatus(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 7) !== 'HTTP/1.') throw new Error('the answer is not HTTP/1');
  return ((bytes[9] ?? 0) - 48) * 100 + ((bytes[10] ?? 0) - 48) * 10 + ((bytes[11] ?? 0) - 48);
}
