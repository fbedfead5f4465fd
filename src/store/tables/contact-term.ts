/** What a contact of a vendor is found by: whole address and number, and the words of both and the name. */
export type ContactTermRow = {
  workspaceId: number;
  vendor: string;
  kind: 'email' | 'phone' | 'word';
  term: string;
  contactId: number;
};
