import Type from 'typebox';
import { idOf, missing } from '../arguments.ts';
import { DATA_NOTICE, quote } from '../quote.ts';
import { presentContact } from '../present.ts';
import * as shapes from '../shapes.ts';
import type { Tool } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { READS } from './annotations.ts';

export function contactTools({ store }: ToolPorts): Tool[] {
  const get = defineTool({
    name: 'contacts_get',
    title: 'Get a contact',
    description: 'Who a person outside is: name, e-mail and phone as far as they are known.',
    toolset: 'contacts',
    annotations: READS,
    action: 'contacts.read',
    input: Type.Object({ contact_id: shapes.id('The contact_id of a conversation.') }),
    output: shapes.Contact,
    async run({ input, principal: { workspaceId } }) {
      const id = idOf(input.contact_id, 'contact');
      const contact = await store.read.findContact({ workspaceId, id });
      if (contact === null) throw missing('contact');
      const shown = presentContact(contact);
      const { name = 'unknown', email = 'no e-mail', phone = 'no phone' } = shown;
      return {
        structured: { ...shown, notice: DATA_NOTICE },
        text: `Contact ${id}.\n${quote([[name, email, phone].map(String).join(', ')])}`,
      };
    },
  });
  return [get];
}
