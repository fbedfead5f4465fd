import { expect, test } from 'vitest';
import { redactAnswer, redactText, redactUrl } from './redact-answer.ts';
import { redactBody } from './redact.ts';

test.each(
  'pwd pass bearer jwt otp pin cookie session credential private_key auth code key accessToken otp_code sessionIds'.split(
    ' ',
  ),
)('what is called %s is not shown, in an object, a text, an element or a path', (name) => {
  expect(redactAnswer(JSON.stringify({ [name]: 'abc' }))).toBe(`{"${name}":"[redacted]"}`);
  expect(redactBody({ [name]: 1234 })).toBe(`{"${name}":"[redacted]"}`);
  expect(redactText(`${name}=abc`)).toBe(`${name}=[redacted]`);
  expect(redactText(`<${name}>12 34</${name}>`)).toBe(`<${name}>[redacted]</${name}>`);
  expect(redactUrl(`https://h.example/${name}/1234`)).toBe(`https://h.example/${name}/[redacted]`);
});

test('names that only hold such a word by chance are shown, and so is what an error is called', () => {
  const said = { author: 'Jane', shipping: 'fast', keyword: 'x', code: 'RATE_LIMIT_EXCEEDED' };
  expect(redactAnswer(JSON.stringify(said))).toBe(JSON.stringify(said));
});

test('half a secret behind the cut is not shown', () => {
  const text = `${'A1'.repeat(490)} token=${'b'.repeat(200)}`;
  expect(redactText(text)).not.toContain('bbb');
});
