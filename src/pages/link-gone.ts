import type { FastifyReply } from 'fastify';
import { html } from '../lib/html.ts';
import { sendPage } from './page.ts';

/** A link of single use has its secret in `t`. */
export type LinkQuery = { Querystring: { t?: unknown } };

/** The same for a link that was used, has ended, was replaced or was never there. */
export function sendGone(reply: FastifyReply, whatToDo: string): FastifyReply {
  return sendPage(reply, {
    title: 'This link works no more',
    status: 410,
    main: html`<h1>This link works no more</h1>
      <p>It was used, its time is over, or a newer one was made. ${whatToDo}</p>`,
  });
}
