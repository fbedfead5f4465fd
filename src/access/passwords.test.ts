import { expect, test } from 'vitest';
import { makePassword, passwordFault } from './password-rules.ts';
import { Passwords, PasswordsBusy } from './passwords.ts';

const cheap = { logN: 4, blocks: 8, times: 1 };

test('a hash names its parameters, is never the same twice and fits one password', async () => {
  const passwords = new Passwords(cheap);
  const [one, other] = [
    await passwords.hash('correct horse'),
    await passwords.hash('correct horse'),
  ];
  expect(one).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(other);
  expect(await passwords.matches('correct horse', one)).toBe(true);
  expect(await passwords.matches('correct horse ', one)).toBe(false);
  expect(await passwords.matches('', null)).toBe(false);
});

test('what is stored is at least as dear as OWASP asks for', async () => {
  const passwords = new Passwords();
  const stored = await passwords.hash('correct horse');
  expect(stored).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  expect(await passwords.matches('correct horse', stored)).toBe(true);
  expect(passwords.isOutdated(stored)).toBe(false);
  expect(passwords.isOutdated(await new Passwords(cheap).hash('x'))).toBe(true);
});

test('a hash of earlier parameters is checked by its own', async () => {
  const old = await new Passwords(cheap).hash('correct horse');
  expect(await new Passwords({ logN: 5, blocks: 8, times: 2 }).matches('correct horse', old)).toBe(
    true,
  );
});

test('the same letters composed otherwise are the same password', async () => {
  const passwords = new Passwords(cheap);
  const stored = await passwords.hash('schöne Grüße');
  expect(await passwords.matches('scho\u0308ne Gru\u0308ße', stored)).toBe(true);
});

test('a crowd is turned away instead of waiting without end', async () => {
  const passwords = new Passwords(cheap);
  const all = await Promise.allSettled(
    Array.from({ length: 60 }, () => passwords.matches('x', null)),
  );
  const refused = all.filter((one) => one.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every((one) => one.reason instanceof PasswordsBusy)).toBe(true);
  expect(all.length - refused.length).toBeGreaterThanOrEqual(34);
});

test.each([
  ['short', 'needs 12 characters or more: a few words are easy to keep'],
  ['aaaaaaaaaaaaaaaa', 'has too few different characters'],
  ['jane.doe is my name', 'must not contain the e-mail address'],
  ['x'.repeat(300), 'must not be longer than 256 characters'],
  ['staple battery horse', null],
])('%j: %j', (password, fault) => {
  expect(passwordFault(password, 'Jane.Doe@example.test')).toBe(fault);
});

test('a password that is made keeps the rules', () => {
  const made = new Set(Array.from({ length: 50 }, makePassword));
  expect(made.size).toBe(50);
  for (const one of made) expect(passwordFault(one, 'admin@example.test')).toBeNull();
});
