import { expect, test } from 'vitest';
import { isAddressOrRange, isInList } from './address-list.ts';
import { networkOf } from './network-of.ts';

test.each([
  ['192.0.2.7', true],
  ['192.0.2.0/24', true],
  ['2001:db8::/32', true],
  ['::1', true],
  ['192.0.2.7/33', false],
  ['192.0.2', false],
  ['127.1', false],
  ['0x7f000001', false],
  ['192.0.2.7/24/8', false],
  ['192.0.2.0/', false],
  ['example.test', false],
  ['', false],
])('%j is an address or a range: %j', (text, expected) => {
  expect(isAddressOrRange(text)).toBe(expected);
});

test.each([
  [['192.0.2.7'], '192.0.2.7', true],
  [['192.0.2.7'], '192.0.2.8', false],
  [['192.0.2.0/24'], '::ffff:192.0.2.9', true],
  [['10.0.0.0/8', '2001:db8::/32'], '2001:db8:1::5', true],
  [['10.0.0.0/8', '2001:db8::/32'], '2001:db9::5', false],
  [['::/0'], '192.0.2.9', false],
  [['fe80::/10'], 'fe80::1%eth0', true],
  [['0.0.0.0/0'], 'no address', false],
  [[], '192.0.2.9', false],
])('%j holds %s: %j', (list, address, expected) => {
  expect(isInList(list, address)).toBe(expected);
});

test.each([
  ['192.0.2.9', '192.0.2.9'],
  ['::ffff:192.0.2.9', '192.0.2.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['', ''],
])('a client at %j is told by %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
