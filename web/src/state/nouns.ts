/* The nouns of the API, as it says them. */
import type { paths } from '../../../src/client/index.ts';

type Get<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Session = Get<'/inlet/v1/session'>;
export type Conversation = Get<'/inlet/v1/conversations/{id}'>;
export type ConversationPage = Get<'/inlet/v1/conversations'>;
export type Message = Get<'/inlet/v1/messages/{id}'>;
export type MessagePage = Get<'/inlet/v1/conversations/{id}/messages'>;
export type Attachment = Message['attachments'][number];
export type Participant = Conversation['participants'][number];
export type Channel = Get<'/inlet/v1/channels'>['data'][number];
export type User = Get<'/inlet/v1/users'>['data'][number];
export type InletEvent = Get<'/inlet/v1/events'>['data'][number];

/** A page of a list, as far as what is shown of it is concerned. */
export type Page<Noun> = { data: Noun[]; nextCursor: string | null };
