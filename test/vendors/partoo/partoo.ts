/** The sandbox of Partoo's part, and the few words in which its tests speak. */
import type { HTTPMethods } from 'fastify';
import type { Answer, PartooRole, RunningApp, SeededWorkspace } from '../../support/app.ts';

export const NOW = Date.parse('2026-03-01T12:00:00.000Z');

export class Partoo {
  readonly inlet: RunningApp;
  readonly part: SeededWorkspace['partoo'];

  constructor(inlet: RunningApp, part = inlet.sandbox.partoo) {
    this.inlet = inlet;
    this.part = part;
  }

  call(
    method: HTTPMethods,
    path: string,
    body?: unknown,
    role: PartooRole = 'ORG_ADMIN',
  ): Promise<Answer> {
    return this.callWith(this.part.apiKeys[role], method, path, body);
  }

  callWith(key: string, method: HTTPMethods, path: string, body?: unknown): Promise<Answer> {
    const headers = { 'x-APIKey': key };
    return this.inlet.call(method, `/v2${path}`, {
      token: null,
      headers,
      ...(body !== undefined && { body }),
    });
  }

  get(path: string, role: PartooRole = 'ORG_ADMIN'): Promise<Answer> {
    return this.call('GET', path, undefined, role);
  }

  /** The documented example, with what differs from it. */
  message(change: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      business_id: this.part.businessId,
      external_conversation_id: 'conv-42',
      external_message_id: 'msg-0001',
      content: 'Hello',
      sender_type: 'Consumer',
      consumer_name: 'Jane Doe',
      consumer_image: 'https://www.example.com/p.jpg',
      ...change,
    };
  }

  ingest(change: Record<string, unknown> = {}, role: PartooRole = 'ORG_ADMIN'): Promise<Answer> {
    return this.call('POST', this.messagesOf(this.part.channelId), this.message(change), role);
  }

  messagesOf(channelId: string): string {
    return `/custom-channels/${encodeURIComponent(channelId)}/messages`;
  }
}

export const asIs = ({ status, body }: Answer): unknown[] => [status, body];
