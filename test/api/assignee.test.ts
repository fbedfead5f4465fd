import { expect, test } from 'vitest';
import { startApp, type Json } from '../support/app.ts';

test('conversations are listed by whose they are, up to an event from which a reader can go on', async () => {
  await using inlet = await startApp();
  for (const name of ['a', 'b']) {
    await inlet.receive({ id: name, conversation_id: name, sender_id: name, message: name });
  }
  const list = async (query: string, token?: string) =>
    (await inlet.get(`/inlet/v1/conversations${query}`, token === undefined ? {} : { token })).body;
  const previews = (page: Json) =>
    page.data.map((one: Json) => one.lastMessage?.preview).filter((one: Json) => one !== undefined);
  const { data: all, position } = await list('');
  const [first] = all.filter((one: Json) => one.lastMessage?.preview === 'a');
  const { data: users } = (await inlet.get('/inlet/v1/users')).body;
  const person = users[0].id;
  const path = `/inlet/v1/conversations/${String(first.id)}`;
  await inlet.call('PATCH', path, { body: { assignedUserId: person } });

  expect(previews(await list(`?assignee=${String(person)}`))).toEqual(['a']);
  expect(previews(await list('?assignee=none'))).toEqual(['b']);
  expect((await list('?assignee=nobody')).errors).toMatchObject([{ path: 'assignee' }]);
  const agent = await inlet.tokenOf('agent');
  expect(previews(await list('?assignee=me', agent))).toEqual([]);

  const { data: events } = (await inlet.get(`/inlet/v1/events?after=${String(position)}`)).body;
  expect(events.map((event: Json) => event.type)).toEqual(['conversation.updated']);
});
