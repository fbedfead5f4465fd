import type { CallLog } from './call-log.ts';
import type { Caller } from './caller.ts';
import type { Tool } from './tool.ts';

/** For calls that never reach their tool, because this caller may not use it. */
export function noteRefused(
  { log }: { log: CallLog },
  tool: Tool,
  { principal, address, clientName }: Caller,
  client: string | null = clientName,
): Promise<void> {
  const call = { tool, args: {}, principal, address, client };
  return log.note({ ...call, outcome: 'refused', acceptanceId: null });
}
