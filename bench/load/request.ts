import { isoTime } from '../../src/lib/iso-time.ts';
import { scatter } from './scatter.ts';

/**
 * Requests built once and sent many times. What differs from one to the next stands in slots of
 * fixed width, so that sending is writing a few digits into a ready buffer:
 *
 * - `<<sequence:12>>` the request's number;
 * - `<<sequence%5000:6>>` the same, modulo 5,000;
 * - `<<scatter%5000:6>>` a fixed mixture of the number, modulo 5,000: neighbours differ;
 * - `<<time>>` now, as ISO 8601 with milliseconds.
 */
export interface RequestTemplate {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

interface Slot {
  offset: number;
  width: number;
  /** Infinity for a number that is not reduced. */
  modulo: number;
  source: 'sequence' | 'scatter' | 'time';
}

const SLOT = /<<(?:(sequence|scatter)(?:%(\d+))?:(\d+)|(time))>>/;
const ISO_WIDTH = '2026-01-01T00:00:00.000Z'.length;

export class PreparedRequest {
  readonly bytes: Buffer;
  private readonly slots: readonly Slot[];

  constructor(template: RequestTemplate, host: string) {
    const body = template.body === undefined ? undefined : resolveSlots(template.body);
    const lines = [
      `${template.method} ${template.path} HTTP/1.1`,
      `host: ${host}`,
      ...Object.entries(template.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ];
    if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body.text)}`);
    const head = resolveSlots(lines.join('\r\n') + '\r\n\r\n');
    const headLength = Buffer.byteLength(head.text);
    this.bytes = Buffer.from(head.text + (body?.text ?? ''));
    this.slots = [
      ...head.slots,
      ...(body?.slots ?? []).map((slot) => ({ ...slot, offset: slot.offset + headLength })),
    ];
  }

  /**
   * Writes the request of that number into `into`, and answers how long it is. Every connection
   * brings a buffer of its own, so thousands of requests are kept once and not once for each.
   */
  fill(sequence: number, epochMs: number, into: Buffer): number {
    this.bytes.copy(into);
    for (const slot of this.slots) {
      if (slot.source === 'time') into.write(isoTime(Math.floor(epochMs)), slot.offset, 'latin1');
      else writeDigits(into, slot, numberOf(slot, sequence));
    }
    return this.bytes.length;
  }
}

function resolveSlots(template: string): { text: string; slots: Slot[] } {
  const slots: Slot[] = [];
  let text = template;
  for (let found = SLOT.exec(text); found !== null; found = SLOT.exec(text)) {
    const width = found[4] === 'time' ? ISO_WIDTH : Number(found[3]);
    slots.push({
      offset: Buffer.byteLength(text.slice(0, found.index)),
      width,
      modulo: found[2] === undefined ? Infinity : Number(found[2]),
      source: (found[4] ?? found[1]) as Slot['source'],
    });
    text =
      text.slice(0, found.index) + '0'.repeat(width) + text.slice(found.index + found[0].length);
  }
  return { text, slots };
}

function numberOf({ source, modulo }: Slot, sequence: number): number {
  if (source === 'scatter') return scatter(sequence, modulo);
  return modulo === Infinity ? sequence : sequence % modulo;
}

function writeDigits(bytes: Buffer, slot: Slot, value: number): void {
  let rest = value;
  for (let at = slot.offset + slot.width - 1; at >= slot.offset; at--) {
    bytes[at] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}
