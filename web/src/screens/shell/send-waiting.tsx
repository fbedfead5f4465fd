import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWorkspace } from '../../state/in-workspace.tsx';
import { sendAll } from '../../state/outgoing.ts';

/** Replies that an earlier page could not hand over go now. */
export function SendWaiting() {
  const { api, workspace, userId } = useWorkspace();
  const client = useQueryClient();
  useEffect(
    () => void sendAll({ workspace, userId }, api, client),
    [api, workspace, userId, client],
  );
  return null;
}
