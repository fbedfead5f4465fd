/** GET /conversations/messages/export (docs/highlevel.md#export-pages). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../support/database.ts';
import { Location } from './location.ts';

describe.each(engines)('an export, on %s', (engine) => {
  const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
  let location: Location;
  let conversations: string[];
  let contacts: string[];

  beforeAll(async () => {
    location = await Location.start({ engine, now: () => clock.now });
    contacts = [await location.contact(), await location.contact()];
    conversations = [];
    for (let n = 0; n < 30; n += 1) {
      clock.now += 1_000;
      const { body } = await location.inbound({
        type: ['SMS', 'Email', 'WhatsApp'][n % 3],
        contactId: contacts[n % 2],
        message: `m${String(n).padStart(2, '0')}`,
        direction: 'inbound',
        // Written in the order that is the reverse of their arrival.
        date: new Date(Date.UTC(2026, 0, 31 - n)).toISOString(),
      });
      conversations[n % 2] = body.conversationId as string;
    }
  });
  afterAll(() => location[Symbol.asyncDispose]());

  const ask = (query: Record<string, string | number>) => {
    const { locationId } = location.sandbox;
    const search = new URLSearchParams({ locationId, ...query } as Record<string, string>);
    return location.get(`/conversations/messages/export?${search.toString()}`);
  };

  async function all(query: Record<string, string | number>) {
    const texts: string[] = [];
    const totals = new Set<number>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const { status, body } = await ask({ limit: 10, ...query, ...(cursor && { cursor }) });
      expect(status).toBe(200);
      texts.push(...body.messages.map((message: { body: string }) => message.body));
      totals.add(body.total as number);
      cursor = body.nextCursor as string | null;
    }
    expect(totals).toEqual(new Set([texts.length]));
    return texts;
  }

  const names = (...numbers: number[]) => numbers.map((n) => `m${String(n).padStart(2, '0')}`);
  const those = (isOne: (n: number) => boolean) =>
    names(...Array.from({ length: 30 }, (_, n) => n).filter(isOne));

  test('holds everything but e-mail, the newest first', async () => {
    expect(await all({})).toEqual(those((n) => n % 3 !== 1));
    expect(await all({ sortOrder: 'asc' })).toEqual(those((n) => n % 3 !== 1).reverse());
    expect(await all({ sortBy: 'updatedAt' })).toEqual(those((n) => n % 3 !== 1).reverse());
  });

  test('is narrowed by channel, conversation, contact and dates', async () => {
    expect(await all({ channel: 'Email' })).toEqual(those((n) => n % 3 === 1));
    expect(await all({ channel: 'WhatsApp' })).toEqual(those((n) => n % 3 === 2));
    expect(await all({ channel: 'Call' })).toEqual([]);
    const ofFirst = those((n) => n % 2 === 0 && n % 3 !== 1);
    expect(await all({ conversationId: conversations[0] ?? '' })).toEqual(ofFirst);
    expect(await all({ contactId: contacts[0] ?? '' })).toEqual(ofFirst);
    const both = { contactId: contacts[0] ?? '', conversationId: conversations[1] ?? '' };
    expect(await all(both)).toEqual([]);
    expect(await all({ contactId: 've9EPM428h8vShlRW1KT' })).toEqual([]);
    const days = { startDate: '2026-01-25', endDate: '2026-01-28T00:00:00Z', channel: 'SMS' };
    expect(await all(days)).toEqual(names(3, 6));
  });

  test('shows each message whole', async () => {
    const { body } = await ask({ channel: 'Email', limit: 10 });
    expect(body.messages[0]).toMatchObject({
      contactId: contacts[1],
      conversationId: conversations[1],
      messageType: 'TYPE_EMAIL',
      meta: { email: { messageIds: [expect.any(String)] } },
    });
  });

  test('goes on for two minutes, with the same parameters only', async () => {
    const { body } = await ask({ limit: 10 });
    const { nextCursor: cursor } = body;
    // It names a message as others do, and no row's number.
    const [shown, rest] = (cursor as string).split('.');
    expect(shown).toBe(body.messages.at(-1).id);
    const [at, total] = JSON.parse(Buffer.from(rest ?? '', 'base64url').toString()) as number[];
    expect([at, total]).toEqual([Date.parse(body.messages.at(-1).dateAdded as string), 20]);
    const refused = async (query: Record<string, string | number>) => {
      const answer = await ask(query);
      return [answer.status, answer.body.message as string];
    };
    expect(await refused({ limit: 10, cursor: 'x' })).toEqual([
      400,
      'The cursor is none of an export. Send the nextCursor of the page before, or none.',
    ]);
    expect(await refused({ limit: 10, cursor, channel: 'SMS' })).toEqual([
      400,
      'The cursor belongs to an export with other parameters. Send the same ones with it.',
    ]);
    clock.now += 120_000;
    expect((await ask({ limit: 20, cursor })).status).toBe(200);
    clock.now += 1;
    expect(await refused({ limit: 10, cursor })).toEqual([
      400,
      'The cursor is older than two minutes. Begin the export anew, without a cursor.',
    ]);
  });

  test('refuses what it does not know', async () => {
    const cases: [Record<string, string | number>, number, unknown][] = [
      [{ limit: 9 }, 422, ['limit must not be less than 10']],
      [{ limit: 1_001 }, 422, ['limit must not be greater than 1000']],
      [{ channel: 'Fax' }, 422, ['channel must be a valid enum value']],
      [{ sortOrder: 'up' }, 422, ['sortOrder must be a valid enum value']],
      [{ startDate: 'soon' }, 422, ['startDate must be a valid ISO 8601 date string']],
      [{ locationId: 'x' }, 403, 'The token does not have access to this location.'],
    ];
    for (const [query, status, message] of cases) {
      const answer = await ask(query);
      expect([answer.status, answer.body.message]).toEqual([status, message]);
    }
    const { status, body } = await location.get('/conversations/messages/export');
    expect([status, body.message]).toEqual([
      422,
      ['locationId must be a string', 'locationId should not be empty'],
    ]);
  });
});
