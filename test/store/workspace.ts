/** A workspace of its own for each test, and the few words in which store tests speak. */
import type { AcceptCommand, AcceptOutcome } from '../../src/domain/accept-command.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Business } from '../../src/domain/business.ts';
import type { Channel } from '../../src/domain/channel.ts';
import type { Conversation } from '../../src/domain/conversation.ts';
import type { InletEvent } from '../../src/domain/event.ts';
import type { Attachment, Message } from '../../src/domain/message.ts';
import type { ParticipantRole } from '../../src/domain/participant.ts';
import type { Store } from '../../src/store/store.ts';
import { createInstalledApp } from '../support/installed-app.ts';

export const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

let made = 0;

/** A name that no other test uses. */
export const unique = (word: string): string => `${word}-${process.pid}-${String(++made)}`;

/** What a test says of a message; the rest is usual. */
export interface Said {
  channel?: string;
  conversation?: string;
  businessId?: number;
  /** Whom the conversation is with. */
  contact?: string;
  /** A conversation across channels, in the place of one of the channel's. */
  across?: AcceptCommand['conversation'];
  sender?: string;
  role?: ParticipantRole | null;
  /** In the place of a sender by external id. */
  isOwnContact?: boolean;
  type?: string;
  thread?: { answers: number | null };
  attributes?: Record<string, unknown>;
  name?: string;
  id?: string | null;
  identity?: AcceptCommand['message']['identity'];
  text?: string;
  status?: AcceptCommand['message']['status'];
  writtenAt?: number;
  replyBy?: number | null;
  link?: string;
  attachments?: Attachment[];
  receivedAt?: number;
}

type NewReply = Parameters<Store['write']['addReply']>[0];
type AddReplyOutcome = Awaited<ReturnType<Store['write']['addReply']>>;
type Reply = Partial<NewReply> & { conversation?: string; channel?: string };

export class Workspace {
  readonly store: Store;
  readonly id: number;
  readonly appId: number;
  readonly channel: Channel;

  /** Where replies through its channel go. */
  get receiver(): string {
    return `app:${this.appId}/channel:${this.channel.id}`;
  }

  private constructor(store: Store, id: number, appId: number, channel: Channel) {
    this.store = store;
    this.id = id;
    this.appId = appId;
    this.channel = channel;
  }

  /** With an app and one channel, `line`. */
  static async make(store: Store): Promise<Workspace> {
    const { id } = await store.write.createWorkspace({ name: 'W', settings: {}, now: NOW });
    const owner = await store.write.createUser({
      workspaceId: id,
      email: `${unique('owner')}@example.com`,
      name: 'Owner',
      role: 'admin',
      now: NOW,
    });
    const { appId } = await createInstalledApp(store, {
      workspaceId: id,
      vendor: 'pipedrive',
      clientId: unique('client'),
      name: 'App',
      ownerUserId: owner.id,
      now: NOW,
    });
    const channel = await store.write.addChannel(newChannel(id, appId, 'line'));
    if (channel === null) throw new Error('a new workspace has no channel yet');
    return new Workspace(store, id, appId, channel);
  }

  /** The same workspace, seen through another store on the same database. */
  through(store: Store): Workspace {
    return new Workspace(store, this.id, this.appId, this.channel);
  }

  async addChannel(externalId: string): Promise<Channel | null> {
    return this.store.write.addChannel(newChannel(this.id, this.appId, externalId));
  }

  async addBusiness(externalId: string): Promise<Business> {
    const business = await this.store.write.addBusiness({
      workspaceId: this.id,
      vendor: 'v',
      externalId,
      name: externalId,
      city: null,
      zipcode: null,
      country: null,
      formattedAddress: null,
      createdAt: NOW,
    });
    if (business === null) throw new Error('the business is there already');
    return business;
  }

  command(said: Said = {}): AcceptCommand {
    const sender = said.sender ?? 'sender';
    return {
      workspaceId: this.id,
      vendor: 'pipedrive',
      channel: { appId: this.appId, externalId: said.channel ?? 'line' },
      conversation: said.across ?? {
        of: 'channel',
        externalId: said.conversation ?? 'talk',
        ...(said.businessId !== undefined && { businessId: said.businessId }),
        ...(said.contact !== undefined && {
          contact: { externalId: said.contact, name: 'Jane', avatarUrl: null },
        }),
      },
      sender:
        said.isOwnContact === true
          ? 'contact'
          : {
              externalId: sender,
              role: said.role ?? null,
              name: said.name ?? null,
              avatarUrl: null,
            },
      message: {
        externalId: said.id === undefined ? unique('message') : said.id,
        identity: said.identity ?? { scope: 'conversation', onKnown: 'update' },
        text: said.text ?? 'Hello',
        status: said.status ?? 'sent',
        writtenAt: said.writtenAt ?? NOW,
        replyBy: said.replyBy,
        link: said.link,
        attachments: said.attachments,
        ...(said.type === undefined ? {} : { type: said.type }),
        ...(said.thread === undefined ? {} : { thread: said.thread }),
        ...(said.attributes === undefined ? {} : { attributes: said.attributes }),
      },
      receivedAt: said.receivedAt ?? NOW,
    };
  }

  accept(...said: Said[]): Promise<AcceptOutcome[]> {
    return this.store.accept(said.map((one) => this.command(one)));
  }

  /** Accepts one message after the other, each in a group of its own. */
  async acceptOne(said: Said = {}): Promise<Acceptance> {
    return acceptanceOf((await this.accept(said))[0]);
  }

  /** Answers in a conversation, as the API does. */
  async reply(said: Reply = {}): Promise<AddReplyOutcome> {
    const { conversation = 'talk', channel = 'line', ...rest } = said;
    const all = await this.conversations();
    const channels = await this.store.read.listChannels({
      workspaceId: this.id,
      afterId: 0,
      limit: 100,
    });
    const channelId = channels.find(({ externalId }) => externalId === channel)?.id;
    const found = all.find((one) => one.externalId === conversation && one.channelId === channelId);
    return this.store.write.addReply({
      workspaceId: this.id,
      conversationId: found?.id ?? 0,
      text: 'A reply',
      attachments: [],
      template: null,
      replyToId: null,
      channelId: null,
      idempotencyKey: null,
      requestHash: '',
      authorUserId: null,
      vendor: null,
      sendAt: null,
      type: null,
      thread: null,
      attributes: {},
      now: NOW,
      ...rest,
    });
  }

  async conversations(): Promise<Conversation[]> {
    return this.store.read.listConversations({
      workspaceId: this.id,
      channelId: null,
      status: null,
      unreadOnly: false,
      before: null,
      limit: 1_000,
    });
  }

  /** The only conversation. */
  async conversation(): Promise<Conversation> {
    const [only, ...others] = await this.conversations();
    if (only === undefined || others.length > 0) throw new Error('not exactly one conversation');
    return only;
  }

  /** A thread from its newest message back. */
  async thread(conversationId: number): Promise<Message[]> {
    const { id: workspaceId } = this;
    return this.store.read.listMessages({ workspaceId, conversationId, from: null, limit: 1_000 });
  }

  async message(id: number): Promise<Message> {
    const found = await this.store.read.findMessage({ workspaceId: this.id, id });
    if (found === null) throw new Error(`no message ${id}`);
    return found;
  }

  async events(): Promise<InletEvent[]> {
    const page = { workspaceId: this.id, afterId: 0, limit: 100_000 };
    return (await this.store.read.readLog(page)).events;
  }

  /** The types of the events of messages, in order. */
  async messageEvents(): Promise<string[]> {
    return (await this.events()).filter((one) => one.messageId !== null).map((one) => one.type);
  }

  async deleteChannel(externalId = 'line'): Promise<boolean> {
    const { id: workspaceId, appId } = this;
    return this.store.write.deleteChannel({ workspaceId, appId, externalId, now: NOW });
  }

  async deleteConversation(externalId = 'talk', channelExternalId = 'line'): Promise<string> {
    const { id: workspaceId, appId } = this;
    const key = { workspaceId, appId, channelExternalId, externalId };
    return this.store.write.deleteConversation({ ...key, now: NOW });
  }

  async purge(limit = 100): Promise<void> {
    for (;;) {
      const { isDone, isShared } = await this.store.write.purgeStep({ limit });
      if (isDone) return;
      if (isShared) await this.store.write.purgeSharedStep({ limit });
    }
  }
}

function newChannel(workspaceId: number, appId: number, externalId: string): Omit<Channel, 'id'> {
  return {
    workspaceId,
    vendor: 'pipedrive',
    appId,
    externalId,
    name: externalId,
    avatarUrl: null,
    attributes: {},
    userId: null,
    isReadonly: false,
    businessIds: null,
    createdAt: NOW,
  };
}

export function acceptanceOf(outcome: AcceptOutcome | undefined): Acceptance {
  if (outcome?.kind !== 'accepted') throw new Error(`not accepted: ${String(outcome?.kind)}`);
  return outcome.acceptance;
}

export function verdictsOf(outcomes: readonly AcceptOutcome[]): string[] {
  return outcomes.map((one) => (one.kind === 'accepted' ? one.acceptance.verdict : one.kind));
}

export function attachment(name: string): Attachment {
  return {
    externalId: `file-${name}`,
    mimeType: 'image/png',
    url: `https://files.example/${name}`,
    name,
    size: 1_234.5,
    previewUrl: null,
    linkExpires: true,
  };
}
