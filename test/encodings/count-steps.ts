/**
 * Counts the steps that readers of untrusted text take, for linear-work.test.ts, and prints them as
 * JSON: by reader, each piece with the steps over half of the text and over all of it. Started with
 * V8's compilers off, since code that they have put into its caller is counted no more.
 */
import { Session } from 'node:inspector/promises';
import { readFields } from '../../src/access/oauth/form.ts';
import { emailOf } from '../../src/access/email.ts';
import { mediaTypeOf } from '../../src/attachments/media-type.ts';
import { readMultipart } from '../../src/lib/multipart.ts';
import { inherit } from '../../src/vendors/highlevel/inherit.ts';
import { previewOf } from '../../src/domain/conversation.ts';
import { emailKey, queryWords, termsOf } from '../../src/domain/contact-terms.ts';
import { headerParameters } from '../../src/lib/header-parameters.ts';
import { isDeeperThan } from '../../src/lib/json-depth.ts';
import { hasMoreNames } from '../../src/lib/json-names.ts';
import { fileEnding, mimeTypeOf } from '../../src/lib/mime-type.ts';
import { parsePhone } from '../../src/lib/phone.ts';
import { plainText } from '../../src/lib/plain-text.ts';
import { shownName } from '../../src/lib/shown-name.ts';
import { wellFormed } from '../../src/lib/well-formed.ts';
import { redactAnswer, redactText, redactUrl } from '../../src/observability/redact-answer.ts';
import { parseDate } from '../../src/vendors/pipedrive/date.ts';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** Ours, and the packages that read for us what a stranger wrote. */
const OURS = /\/src\/|\/node_modules\/(htmlparser2|entities|mime)\//;

async function stepsOf(work: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const own = result.filter(({ url }) => OURS.test(url));
  const ranges = own.flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

/** The control: a reader that is not linear has to show. */
function readSquared(text: string): void {
  for (let i = 0; i < text.length; i += 1_000) {
    for (let k = 0; k < i; k += 1_000) wellFormed('x');
  }
}

/** As the content of a part, and as its headers. */
function readForm(text: string): void {
  const part = (head: string, content: string) => `--e\r\n${head}\r\n\r\n${content}\r\n`;
  const name = 'content-disposition: form-data; name="a"';
  const body = part(name, text) + part(`${name}; filename="${text.slice(0, 4_000)}"`, '') + '--e--';
  readMultipart(Buffer.from(body), 'multipart/form-data; boundary=e', 10);
}

/** A header of many addresses, beside as many in cc. */
function answerMail(text: string): void {
  const list = text.split('').join(',');
  const channel = { externalId: 'Email', attributes: {} };
  const attributes = { emailFrom: list, emailTo: list, emailCc: list.split(','), subject: text };
  const message = { type: 'TYPE_EMAIL', direction: 'inbound', attributes };
  type Parameter = Parameters<typeof inherit>;
  inherit(channel as unknown as Parameter[0], message as unknown as Parameter[1], {}, []);
}

const readers: Record<string, (text: string) => unknown> = {
  ...{ plainText, previewOf, emailKey, queryWords, headerParameters, shownName, wellFormed },
  ...{ redactAnswer, redactText, parseDate, mimeTypeOf, fileEnding, readFields },
  ...{ emailOf, mediaTypeOf, readForm, answerMail },
  readSquared,
  redactUrl: (text) => redactUrl(`https://c.example/${text}`),
  parsePhone: (text) => parsePhone(text, 'DE'),
  termsOf: (text) => termsOf({ name: text, email: text, phone: text, nationalPhone: text }),
  isDeeperThan: (text) => isDeeperThan(text, 64),
  hasMoreNames: (text) => hasMoreNames(text, 4_096),
};

const PIECES = [
  ...['<b></i>', '<a x="y', '<!--', '<svg>', '&notit'],
  ...['<', '</script', '<script>', '&', '&#', '"', '\\"', ';', '=', ';a="', '; a=b', ' \n', '\n'],
  ...['a\u0301', '\u0301', '\ud83d', '\u202e', 'İ', '@', 'a@', 'a.', '+49', '1', '-', '/', '%2f'],
  ...['{"a":', '[', '{"key":"x",', '"":0,', 'key=a', 'bearer ', 'a1b2', ' ', 'x'],
];

type Steps = [piece: string, once: number, twice: number];
const counted: Record<string, Steps[]> = {};
for (const [name, read] of Object.entries(readers)) {
  counted[name] = [];
  for (const piece of PIECES) {
    const half = piece.repeat(50_000 / piece.length);
    const [once, twice] = [await stepsOf(() => read(half)), await stepsOf(() => read(half + half))];
    counted[name].push([piece, once, twice]);
  }
}
console.log(JSON.stringify(counted));
