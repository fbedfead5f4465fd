// A page that was away for longer than events are kept looks at everything anew.
import { expect, test } from 'vitest';
import { Pruner } from '../../src/realtime/pruner.ts';
import { openInbox } from '../support/inbox-browser.ts';

test('shows what came meanwhile, though the events that told of it are gone', async () => {
  await using inbox = await openInbox();
  const { inlet } = inbox;
  await inlet.receive({ id: 'one', conversation_id: 'one', message: 'Before the break' });
  await using person = await inbox.login();
  const { page } = person;
  await page.getByRole('listbox').getByText('Before the break').waitFor();
  await page.route('**/inlet/v1/events?*', (route) => route.abort());
  await inlet.receive({ id: 'two', conversation_id: 'two', message: 'During the break' });
  // As if all of it had happened long ago.
  const { store } = inlet.app;
  const pruner = new Pruner({ store, days: -1, now: Date.now, steady: () => 0 });
  await pruner.settled();
  await pruner.stop();
  const gone = page.waitForResponse((one) => one.url().includes('/inlet/v1/events?'));
  await page.unroute('**/inlet/v1/events?*');
  expect((await gone).status()).toBe(410);
  await page.getByRole('listbox').getByText('During the break').waitFor();
  // And follows on from there.
  await inlet.receive({ id: 'three', conversation_id: 'three', message: 'After the break' });
  await page.getByRole('listbox').getByText('After the break').waitFor();
});
