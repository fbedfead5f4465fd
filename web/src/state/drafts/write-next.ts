/* The conversation in which something is to be written now, until its reply field is there for it. */
let wanted: string | null = null;

export const writeNext = (conversationId: string): void => {
  wanted = conversationId;
};

/** True once, where it is this one. */
export function takesWriting(conversationId: string): boolean {
  if (wanted !== conversationId) return false;
  wanted = null;
  return true;
}
