import Type from 'typebox';
import type { Static } from 'typebox';
import type { Attachment } from '../../domain/message.ts';
import { wrongField } from '../../domain/refusal.ts';
import { httpUrlOrNull } from '../../lib/http-url.ts';
import { wellFormed } from '../../lib/well-formed.ts';

/* The parts of a reply's body. */

const LONGEST_TEXT = 65_536;
const MOST_ATTACHMENTS = 10;

export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const replyText = Type.Optional(Type.String({ maxLength: LONGEST_TEXT }));

export const replyAttachments = Type.Optional(
  Type.Array(
    Type.Object(
      {
        url: Type.String({ maxLength: 2_048, description: 'http or https.' }),
        mimeType: text(255),
        name: Type.Optional(text(255)),
      },
      { additionalProperties: false },
    ),
    { maxItems: MOST_ATTACHMENTS },
  ),
);

export function attachmentsOf(bodies: Static<typeof replyAttachments>): Attachment[] {
  return bodies.map(({ url, mimeType, name }, index) => {
    if (httpUrlOrNull(url) === null) {
      throw wrongField(`attachments[${index}].url`, 'must be a URL of http or https');
    }
    return {
      externalId: String(index + 1),
      mimeType: wellFormed(mimeType),
      url: wellFormed(url),
      name: name === undefined ? null : wellFormed(name),
      size: null,
      previewUrl: null,
      linkExpires: false,
    };
  });
}

const LONGEST_ADDRESS = 320;
const MOST_ADDRESSES = 100;

const addresses = (description: string) =>
  Type.Optional(Type.Array(text(LONGEST_ADDRESS), { maxItems: MOST_ADDRESSES, description }));

/** On channels that carry mail; what is left out is taken from the message that is answered. */
export const mailFields = {
  subject: Type.Optional(Type.String({ maxLength: 998, description: 'Else its own, after Re:.' })),
  to: addresses('Else its sender.'),
  cc: addresses('Else everybody who stood in its to and cc, but us.'),
  bcc: addresses('Else nobody.'),
  replyTo: Type.Optional(
    Type.Enum(['all', 'sender'], { description: 'sender: nobody else in cc.' }),
  ),
};
