import { expect, test } from 'vitest';
import { SecretUnreadable, createSecretBox } from './secret-box.ts';

const key = 'a-key-of-an-installation-that-is-long-enough';
const box = createSecretBox(key);

test('what was sealed is read back with the same key and context', () => {
  for (const secret of ['', 'geheim', 'a secret with ümlauts and 😀', 'x'.repeat(10_000)]) {
    expect(createSecretBox(key).open(box.seal(secret, 'app/1'), 'app/1')).toBe(secret);
  }
});

test('a box tells its version and key, and nothing of the secret', () => {
  const sealed = box.seal('geheim', 'app/1');
  expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{46}$/);
  expect(sealed).not.toContain('geheim');
  expect(box.seal('geheim', 'app/1')).not.toBe(sealed);
});

test('a box does not open in another place, with another key, or after any change', () => {
  const sealed = box.seal('geheim', 'app/1');
  const [, keyId = '', content = ''] = sealed.split('.');
  const changes = Array.from(content, (_, at) => {
    const other = content[at] === 'A' ? 'B' : 'A';
    return `v1.${keyId}.${content.slice(0, at)}${other}${content.slice(at + 1)}`;
    // The last digit of base64 holds bits that are no part of the bytes.
  }).slice(0, -1);
  expect(changes.length).toBeGreaterThan(40);
  for (const changed of [...changes, `v1.${keyId}.`, `v1.${keyId}`, `v2.${keyId}.${content}`, '']) {
    expect(() => box.open(changed, 'app/1')).toThrow(SecretUnreadable);
  }
  expect(() => box.open(sealed, 'app/2')).toThrow('belongs elsewhere');
  expect(() => createSecretBox(`${key}2`).open(sealed, 'app/1')).toThrow('with another key');
});
