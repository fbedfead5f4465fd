import { expect, test } from 'vitest';
import { pathTo, readPlace } from './routes.ts';

test.each([
  '/inbox',
  '/inbox/parts',
  '/inbox/1/start',
  '/inbox/1/v/attention',
  '/inbox/1/v/attention/c/7?m=9',
  '/inbox/1/v/mine',
  '/inbox/12/v/open?channel=3',
  '/inbox/12/v/closed/c/77',
  '/inbox/12/v/unread/c/77?channel=3&m=905',
])('%s is read and written the same', (address) => {
  const [path = '', search = ''] = address.split('?');
  const place = readPlace(path, search);
  expect(place.screen).not.toBe('missing');
  expect(pathTo(place as Exclude<typeof place, { screen: 'missing' }>)).toBe(address);
});

test.each([
  '/',
  '/inbox/x',
  '/inbox/1/v/all',
  '/inbox/1/v/open/c',
  '/inbox/1/v/open/c/0',
  '/inbox/1/v/open/d/7',
])('%s is no address of the inbox', (path) => {
  expect(readPlace(path, '')).toEqual({ screen: 'missing' });
});
