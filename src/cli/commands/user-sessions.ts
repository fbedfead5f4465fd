import { Command } from 'commander';
import { Sessions } from '../../access/sessions.ts';
import { audited } from '../audited.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { columns, print, timeText, type JsonOption } from '../print.ts';
import { findMember } from '../user/find-member.ts';
import { withStore } from '../with-store.ts';

type Options = JsonOption & { workspace?: string; end?: true };

export function userSessionsCommand(): Command {
  return new Command('sessions')
    .description('Show where a person is logged in, or log them out everywhere.')
    .argument('<user>', 'e-mail address or id')
    .addOption(workspaceOption())
    .option('--end', 'log them out')
    .addOption(jsonOption())
    .action((named: string, options: Options) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const { id: userId } = await findMember(store, workspaceId, named);
        const sessions = new Sessions(store, Date.now);
        if (options.end === true) {
          const object = `sessions of user ${userId}`;
          const change = { workspaceId, action: 'sessions.write', object };
          const ended = await audited(change, () => sessions.endAllBut(userId, null));
          print(options, { ended }, () => `${ended} sessions have ended.`);
          return;
        }
        const shown = (await sessions.list(userId)).map((session) => ({
          id: String(session.id),
          address: session.address,
          userAgent: session.userAgent,
          createdAt: timeText(session.createdAt),
          lastSeenAt: timeText(session.lastSeenAt),
        }));
        print(options, shown, () =>
          columns(
            ['ID', 'ADDRESS', 'SINCE', 'LAST SEEN', 'BROWSER'],
            shown.map((one) => [one.id, one.address, one.createdAt, one.lastSeenAt, one.userAgent]),
          ),
        );
      }),
    );
}
