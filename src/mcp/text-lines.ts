import { Transform } from 'node:stream';
import { decodeText } from '../lib/decode-text.ts';

const NEWLINE = 0x0a;
/** What the protocol's library takes of one line; it says so itself. */
const LONGEST_LINE = 10 * 1024 * 1024;
/** JSON-RPC 2.0, section 5.1. */
const PARSE_ERROR = -32_700;

/**
 * The messages of standard input, a line each, as over HTTP: a byte-order mark is skipped, and a line
 * that is not UTF-8 or not JSON is answered with a parse error and goes no further. The library would
 * repair the one, so that something else was stored than was sent, and leave the other unanswered.
 */
export function textLines(refuse: (answer: string) => void): Transform {
  let rest: Buffer[] = [];
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
        const line = Buffer.concat([...rest, chunk.subarray(from, end)]);
        [rest, size, from] = [[], 0, end + 1];
        const text = readLine(line, refuse);
        if (text !== null) this.push(`${text}\n`);
      }
      rest.push(chunk.subarray(from));
      size += chunk.length - from;
      if (size > LONGEST_LINE) {
        this.push(Buffer.concat(rest));
        [rest, size] = [[], 0];
      }
      done();
    },
  });
}

/** Null where there is nothing to go on with. */
function readLine(line: Buffer, refuse: (answer: string) => void): string | null {
  const text = decodeText(line, null);
  if (typeof text !== 'string') {
    refuse(parseError('The message is not valid UTF-8.'));
    return null;
  }
  if (text.trim() === '') return null;
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    refuse(parseError(`The message is not valid JSON: ${(error as Error).message}`));
    return null;
  }
}

function parseError(message: string): string {
  return `${JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: PARSE_ERROR, message } })}\n`;
}
