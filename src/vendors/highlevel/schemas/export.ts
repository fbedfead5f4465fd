import Type from 'typebox';
import { DATE_FORMAT } from '../formats.ts';
import { exportedMessage } from './messages.ts';

/** Up to 500 in one document, up to 1,000 in a newer one (docs/highlevel.md#export-pages). */
const LONGEST_PAGE = 1_000;

export const EXPORT_CHANNEL_NAMES = [
  'Call',
  'SMS',
  'Email',
  'WhatsApp',
  'Instagram',
  'Facebook',
] as const;

const date = (description: string) =>
  Type.Optional(Type.String({ format: DATE_FORMAT, description }));

export const exportQuery = Type.Object({
  locationId: Type.String({ minLength: 1, isId: true }),
  channel: Type.Optional(
    Type.Enum([...EXPORT_CHANNEL_NAMES], { description: 'Without one: all but e-mail.' }),
  ),
  limit: Type.Integer({ minimum: 10, maximum: LONGEST_PAGE, default: 100 }),
  cursor: Type.Optional(
    Type.String({ description: 'nextCursor of the page before; good for two minutes.' }),
  ),
  sortBy: Type.Enum(['createdAt', 'updatedAt'], { default: 'createdAt' }),
  sortOrder: Type.Enum(['asc', 'desc'], { default: 'desc' }),
  conversationId: Type.Optional(Type.String({ isId: true })),
  contactId: Type.Optional(Type.String({ isId: true })),
  startDate: date('The first moment of dateAdded, ISO 8601.'),
  endDate: date('The last moment of dateAdded, ISO 8601.'),
});

export type ExportQuery = {
  locationId: string;
  channel?: (typeof EXPORT_CHANNEL_NAMES)[number];
  limit: number;
  cursor?: string;
  sortBy: 'createdAt' | 'updatedAt';
  sortOrder: 'asc' | 'desc';
  conversationId?: string;
  contactId?: string;
  startDate?: string;
  endDate?: string;
};

export const exportAnswer = Type.Object({
  messages: Type.Array(exportedMessage),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  total: Type.Integer({ description: 'Counted with the first page.' }),
  traceId: Type.String(),
});
