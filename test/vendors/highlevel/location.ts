/** A running server seen from HighLevel's side: its sandbox location, and a few words for tests. */
import type { HTTPMethods } from 'fastify';
import { Receiver } from '../../../src/fake/receiver.ts';
import {
  startApp,
  type Answer,
  type AppOptions,
  type Json,
  type RunningApp,
} from '../../support/app.ts';

const VERSION = '2021-04-15';

export class Location implements AsyncDisposable {
  readonly inlet: RunningApp;

  private constructor(inlet: RunningApp) {
    this.inlet = inlet;
  }

  static async start(options?: AppOptions): Promise<Location> {
    return new Location(await startApp(options));
  }

  get sandbox() {
    return this.inlet.sandbox.highlevel;
  }

  get providers() {
    return this.sandbox.providers;
  }

  /** As the app that owns the providers, unless another token is given. */
  call(method: HTTPMethods, path: string, body?: unknown, token?: string): Promise<Answer> {
    return this.inlet.call(method, path, {
      token: token ?? this.sandbox.appAccessToken,
      headers: { version: VERSION },
      ...(body === undefined ? {} : { body }),
    });
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  inbound(body: Record<string, unknown>, token?: string): Promise<Answer> {
    return this.call('POST', '/conversations/messages/inbound', body, token);
  }

  #contacts = 0;

  /** A new contact's id. */
  async contact(fields: Record<string, unknown> = {}): Promise<string> {
    this.#contacts += 1;
    const email = `person-${this.#contacts}@example.com`;
    const body = { locationId: this.sandbox.locationId, name: 'Jane Doe', email, ...fields };
    const answer = await this.call('POST', '/contacts/', body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.contact.id as string;
  }

  /** A conversation with these messages, one a second; the answer to the last. */
  async conversationWith(...messages: Record<string, unknown>[]): Promise<Answer['body']> {
    const contactId = await this.contact();
    let last: Answer['body'] = {};
    for (const [second, message] of messages.entries()) {
      const date = new Date(Date.UTC(2026, 1, 1, 12, 0, second)).toISOString();
      const usual = { type: 'SMS', contactId, direction: 'inbound', date };
      last = (await this.inbound({ ...usual, ...message })).body;
    }
    return last;
  }

  /** Everything that this sends is handed over to somebody who takes it. */
  async handingOver<T>(send: () => Promise<T>): Promise<T> {
    await using receiver = await Receiver.start();
    const apps = await this.inlet.get('/inlet/v1/apps');
    const { clientId } = this.sandbox;
    const app = apps.body.data.find((one: Json) => one.clientId === clientId);
    const setUrl = (deliveryUrl: string | null) =>
      this.inlet.call('PATCH', `/inlet/v1/apps/${app.id}`, { body: { deliveryUrl } });
    await setUrl(receiver.url);
    const sent = await send();
    await this.inlet.app.outbox.settled();
    await setUrl(null);
    return sent;
  }

  async setSettings(settings: Record<string, unknown>): Promise<void> {
    const answer = await this.inlet.call('PATCH', '/inlet/v1/workspace', {
      body: { highlevel: settings },
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }

  /** All messages of a conversation as the vendor lists them, newest first. */
  async thread(conversationId: string): Promise<Answer['body'][]> {
    const { body } = await this.get(`/conversations/${conversationId}/messages?limit=100`);
    return body.messages.messages as Answer['body'][];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.inlet[Symbol.asyncDispose]();
  }
}

export const ID = /^[0-9A-Za-z]{20}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
