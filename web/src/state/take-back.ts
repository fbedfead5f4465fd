import { useChange } from './conversations.ts';
import { letGo, type Leaving } from './lists/leaving.ts';

/** Puts a conversation back to where it was before this person changed it. */
export function useTakeBack() {
  const { mutate } = useChange();
  const takeBack = ({ before }: Leaving) => {
    const { status, assignedUserId } = before;
    mutate({ row: before, change: { status, assignedUserId } });
    letGo(before.id);
  };
  return { takeBack };
}
