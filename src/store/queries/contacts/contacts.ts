import type { Contact } from '../../../domain/contact.ts';
import { contacts } from '../../tables/contacts.ts';
import type { Reader } from '../../transaction.ts';

export const reads = {
  /** A contact whose channel, where it belongs to one, was not deleted. */
  async findContact(
    db: Reader,
    input: { workspaceId: number; id: number },
  ): Promise<Contact | null> {
    const row = await db
      .selectFrom('contacts')
      .leftJoin('channels', (join) =>
        join
          .onRef('channels.workspaceId', '=', 'contacts.workspaceId')
          .onRef('channels.id', '=', 'contacts.channelId'),
      )
      .selectAll('contacts')
      .where('contacts.workspaceId', '=', input.workspaceId)
      .where('contacts.id', '=', input.id)
      .where('channels.deletedAt', 'is', null)
      .executeTakeFirst();
    return row === undefined ? null : contacts.fromRow(row);
  },
};
