import Type from 'typebox';
import type { TArray, TObject, TOptional, TProperties, TSchema } from 'typebox';

/*
 * What tools answer: flat, snake_case, without null (a field that has no value is left out), so that
 * every client's validator takes it. Ids are text, times ISO 8601 UTC.
 */

const Text = Type.String();
const Count = Type.Integer();
const some = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);

/** How a reply stands. */
export const Reply = Type.Object({
  message_id: Text,
  state: Text,
  reason: some(Text),
  code: some(Text),
  until: some(Text),
  attempt: Count,
  attempts: Count,
});

export const Channel = Type.Object({
  id: Text,
  vendor: Text,
  external_id: Text,
  name: Text,
  health: Type.Enum(['ok', 'needs_attention']),
  problem: some(Text),
  reply: some(Reply),
});

const conversation = {
  id: Text,
  vendor: Text,
  channel_id: some(Text),
  // One across channels has none.
  external_id: some(Text),
  contact_id: some(Text),
  contact_name: some(Text),
  status: Type.Enum(['open', 'closed']),
  assigned_user_id: some(Text),
  unread_count: Count,
  last_message: some(Text),
  last_message_at: some(Text),
};

export const Conversation = Type.Object(conversation);

export const Contact = Type.Object({
  id: Text,
  vendor: Text,
  channel_id: some(Text),
  external_id: some(Text),
  name: some(Text),
  email: some(Text),
  phone: some(Text),
  notice: some(Text),
});

const message = {
  id: Text,
  direction: Type.Enum(['inbound', 'outbound']),
  sender: Text,
  text: Text,
  cut_characters: some(Count),
  status: Text,
  reply: some(Reply),
  written_at: Text,
  attachments: some(Type.Array(Type.Object({ name: Text, type: Text, url: some(Text) }))),
};

export const Message = Type.Object(message);
export const MessageRead = Type.Object({ ...message, conversation_id: Text, notice: some(Text) });

export const Delivery = Type.Object({
  id: Text,
  kind: Type.Enum(['reply', 'event', 'removal']),
  state: Text,
  reason: some(Text),
  conversation_id: some(Text),
  message_id: some(Text),
  attempt_count: Count,
  reply: some(Reply),
  created_at: Text,
});

/** A bounded list: `notice` labels texts from outside, `next_cursor` is there when there is more. */
export function listOf<Name extends string, Item extends TSchema, More extends TProperties>(
  name: Name,
  item: Item,
  more?: More,
): ListOf<Name, Item, More> {
  const rest = { next_cursor: some(Text), notice: some(Text) };
  return Type.Object({ ...more, [name]: Type.Array(item), ...rest }) as unknown as ListOf<
    Name,
    Item,
    More
  >;
}

type ListOf<Name extends string, Item extends TSchema, More extends TProperties> = TObject<
  More & { [N in Name]: TArray<Item> } & {
    next_cursor: TOptional<Type.TString>;
    notice: TOptional<Type.TString>;
  }
>;

export const ConversationRead = listOf('messages', Message, conversation);

/** How lists are paged. */
export const page = (most: number, usual: number) => ({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: usual })),
  cursor: Type.Optional(
    Type.String({ maxLength: 256, description: 'next_cursor of the page before.' }),
  ),
});

export const id = (description: string) =>
  Type.String({ minLength: 1, maxLength: 20, description });
