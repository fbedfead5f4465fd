import { expect, test } from 'vitest';
import { fileEnding, mimeTypeOf } from './mime-type.ts';
import { plainText } from './plain-text.ts';

test.each([
  ['<p>Hello <b>Jane</b>,</p><p>see&nbsp;you &amp; them</p>', 'Hello Jane,\nsee you & them'],
  ['one<br>two<br/>three', 'one\ntwo\nthree'],
  ['<style>p { color: red }</style><script>alert(1 < 2)</script>text', 'text'],
  ['<STYLE>never closed', ''],
  ['a < b', 'a'],
  ['&#74;&#x61;ne &unknown; &#0; &#xd800; &#1114112;', 'Jane &unknown; � � �'],
  ['  plain   text  ', 'plain text'],
  ['', ''],
])('the words of %j', (html, text) => {
  expect(plainText(html)).toBe(text);
});

test('a document of nothing but opening signs is read in one pass', () => {
  expect(plainText('<'.repeat(1_000_000))).toBe('');
  expect(plainText('<style>'.repeat(100_000))).toBe('');
  expect(plainText('&'.repeat(1_000_000)).length).toBe(1_000_000);
});

test('a file is what its name ends in', () => {
  expect(mimeTypeOf('https://files.example/voice.MP3?alt=media#t=1')).toBe('audio/mpeg');
  expect(mimeTypeOf('https://files.example/a.b/file')).toBe('application/octet-stream');
  expect(fileEnding('photo.JPG')).toBe('jpg');
  expect(fileEnding('constructor.constructor')).toBe('constructor');
  expect(mimeTypeOf('a.constructor')).toBe('application/octet-stream');
});
