import { expect, test } from 'vitest';
import { fileEnding, mimeTypeOf } from './mime-type.ts';
import { plainText } from './plain-text.ts';

test.each([
  ['<p>Hello <b>Jane</b>,</p><p>see&nbsp;you &amp; them</p>', 'Hello Jane,\nsee you & them'],
  ['one<br>two<br/>three', 'one\ntwo\nthree'],
  ['<style>p { color: red }</style><script>alert(1 < 2)</script>text', 'text'],
  ['<STYLE>never closed', ''],
  ['a < b, I <3 you', 'a < b, I <3 you'],
  ['&#74;&#x61;ne &unknown; &#0; &#xd800; &#1114112;', 'Jane &unknown; � � �'],
  ['&eacute;t&eacute; &ndash; 5&nbsp;&euro;&hellip; &copy &AMP; &#150;', 'été – 5 €… © & –'],
  ['&NotEqualTilde;&zopf;', '\u2242\u0338\u{1d56b}'],
  ['one<!-- a > b --> two', 'one two'],
  ['<a title="1 > 2" href=x>here</a>', 'here'],
  ['<head><meta charset=utf-8><title>Subject</title><body>Hello', 'Hello'],
  ['<textarea>a <b></textarea>', 'a <b>'],
  // Small, these signs take another number of places.
  [`${'İ'.repeat(40)}<style>p{}</STYLE>kept <b>whole</b>`, `${'İ'.repeat(40)}kept whole`],
  ['a<Script>İİİ</sCript >b', 'ab'],
  ['  plain   text  ', 'plain text'],
  ['', ''],
])('the words of %j', (html, text) => {
  expect(plainText(html)).toBe(text);
});

test('a document of nothing but opening signs is read in one pass', () => {
  expect(plainText('<'.repeat(200_000)).length).toBe(200_000);
  expect(plainText('<b>'.repeat(100_000))).toBe('');
  expect(plainText('<b>'.repeat(50_000) + '</i>'.repeat(50_000))).toBe('');
  expect(plainText('<style>'.repeat(100_000))).toBe('');
  expect(plainText('&'.repeat(200_000)).length).toBe(200_000);
});

test.each([
  ['https://files.example/voice.MP3?alt=media#t=1', 'audio/mpeg'],
  ['https://files.example/a.b/file', 'application/octet-stream'],
  ['https://files.com', 'application/octet-stream'],
  ['HTTPS://photos.zip?x=a.png', 'application/octet-stream'],
  ['file', 'application/octet-stream'],
  ['', 'application/octet-stream'],
  ['a.constructor', 'application/octet-stream'],
  ['contact.vcf', 'text/vcard'],
  ['call.gsm', 'audio/gsm'],
  ['call.wave', 'audio/wav'],
  ['note.m4a', 'audio/mp4'],
  ['clip.mov', 'video/quicktime'],
  ['clip.webm', 'video/webm'],
  ['photo.avif', 'image/avif'],
  ['mail.eml', 'message/rfc822'],
])('the type of %j', (name, type) => {
  expect(mimeTypeOf(name)).toBe(type);
});

test('a file is what its name ends in', () => {
  expect(fileEnding('photo.JPG')).toBe('jpg');
  expect(fileEnding('constructor.constructor')).toBe('constructor');
  expect(fileEnding('https://files.com')).toBe('');
});
