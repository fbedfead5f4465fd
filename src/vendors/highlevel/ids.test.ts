import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds, makeClientId, makeHexId, makeLocationId } from './ids.ts';

const ids = createIds(Buffer.alloc(32, 7));
const anyId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

test('an id is 20 letters and digits, and stays what it is under the same key', () => {
  expect(ids.contact.show(1)).toMatch(/^[0-9A-Za-z]{20}$/);
  expect(createIds(Buffer.alloc(32, 7)).contact.show(1)).toBe(ids.contact.show(1));
  expect(createIds(Buffer.alloc(32, 8)).contact.show(1)).not.toBe(ids.contact.show(1));
});

test('what was shown is read back, as its own kind only', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      const shown = ids.message.show(id);
      expect(shown).toMatch(/^[0-9A-Za-z]{20}$/);
      expect(ids.message.read(shown)).toBe(id);
      expect(ids.conversation.read(shown)).toBeNull();
    }),
  );
});

test('what was never shown reads as no id', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Za-z]{20}$/), (text) => {
      expect(ids.contact.read(text)).toBeNull();
    }),
  );
  for (const text of ['', '1', 'x'.repeat(19), 'z'.repeat(20), 'ä'.repeat(20), ' '.repeat(20)]) {
    expect(ids.contact.read(text)).toBeNull();
  }
});

test('neighbours have nothing in common', () => {
  const shown = Array.from({ length: 100 }, (_, n) => ids.contact.show(1_000 + n));
  for (let place = 0; place < 20; place += 1) {
    const there = new Set(shown.map((text) => text[place]));
    // 100 draws of 62 give about 50 different characters; an unmasked digit would give a handful.
    if (place !== 11) expect(there.size).toBeGreaterThan(30);
  }
});

test('other ids have the look of the vendor', () => {
  expect(makeLocationId()).toMatch(/^[0-9A-Za-z]{20}$/);
  expect(makeHexId()).toMatch(/^[0-9a-f]{24}$/);
  expect(makeClientId()).toMatch(/^[0-9a-f]{24}-[0-9a-z]{8}$/);
});
