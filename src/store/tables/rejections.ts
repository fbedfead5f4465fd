import { integer, optional, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

export const rejections = table('rejections', {
  /** 0 where no credential said whose request it was. */
  workspaceId: integer,
  id: integer,
  vendor: text,
  method: text,
  path: text,
  status: integer,
  code: text,
  reason: text,
  body: optional(text),
  createdAt: integer,
});

export type RejectionRow = Row<typeof rejections>;
