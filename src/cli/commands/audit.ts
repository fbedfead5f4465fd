import { open } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { auditEntries, verifyAudit, type AuditVerdict } from '../../access/audit.ts';
import { verifyExport } from '../../access/exported-audit.ts';
import type { AuditEntry } from '../../domain/audit-entry.ts';
import type { Store } from '../../store/store.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { columns, print, timeText, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';

type Options = JsonOption & { workspace?: string; server?: true };
type ListOptions = Options & { limit: number; action?: string };
type VerifyOptions = Options & { hash?: string; file?: string };

export function auditCommands(): Command {
  return new Command('audit')
    .description('Read, export and verify the audit log: who did what, or was refused it.')
    .addCommand(listCommand())
    .addCommand(exportCommand())
    .addCommand(verifyCommand());
}

const ofServer = 'what belongs to no workspace, such as attempts to log in as nobody known';

function listCommand(): Command {
  return new Command('list')
    .description('Show the newest entries.')
    .addOption(workspaceOption())
    .option('--server', ofServer)
    .option('--action <action>', 'only this, such as login')
    .option('--limit <n>', 'how many', limitOf, 50)
    .addOption(jsonOption())
    .action((options: ListOptions) =>
      withStore(async (store) => {
        const { action = null, limit } = options;
        const workspaceId = await workspaceIdOf(store, options);
        const entries = await store.read.listAudit({ workspaceId, action, before: null, limit });
        print(options, entries.map(shown), () => table(entries));
      }),
    );
}

function exportCommand(): Command {
  return new Command('export')
    .description('Print the whole log as JSON lines, oldest first.')
    .addOption(workspaceOption())
    .option('--server', ofServer)
    .action((options: Options) =>
      withStore(async (store) => {
        const workspaceId = await workspaceIdOf(store, options);
        for await (const entry of auditEntries(store, workspaceId)) {
          console.log(JSON.stringify(shown(entry)));
        }
      }),
    );
}

function verifyCommand(): Command {
  return new Command('verify')
    .description('Check that no entry of the log was changed, removed or put in between.')
    .addOption(workspaceOption())
    .option('--server', ofServer)
    .option('--hash <hash>', 'a hash noted earlier, which has to be in the log')
    .option('--file <path>', 'an export to check instead, without the database')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The answer holds the hash of the newest entry. Whoever can write to the database can make a whole new
log; note the hash elsewhere now and then, and give it here later. An export shows by itself that
nothing was changed or taken out before its newest entry; what was cut off after it, only such a hash.

Examples:
  $ inlet audit verify --hash 3f5a...
  $ inlet audit export > audit.jsonl && inlet audit verify --file audit.jsonl`,
    )
    .action(async (options: VerifyOptions) => {
      const verdict = await verdictOf(options);
      if (verdict.kind === 'broken') {
        throw new CommandFailed(`The audit log is not intact: ${verdict.reason}.`, EXIT.failed);
      }
      const { entries, hash } = verdict;
      print(options, verdict, () => `${entries} entries, intact. The newest has the hash\n${hash}`);
    });
}

async function verdictOf(options: VerifyOptions): Promise<AuditVerdict> {
  const { file, hash = null } = options;
  if (file !== undefined) return verifyFile(file, hash);
  return withStore(async (store) => {
    return verifyAudit(store, await workspaceIdOf(store, options), hash);
  });
}

async function verifyFile(path: string, hash: string | null): Promise<AuditVerdict> {
  const file = await open(path).catch((error: unknown) => {
    throw new CommandFailed(`--file ${path} cannot be read: ${String(error)}`, EXIT.usage);
  });
  try {
    return await verifyExport(file.readLines(), hash);
  } finally {
    await file.close();
  }
}

async function workspaceIdOf(store: Store, options: Options): Promise<number> {
  return options.server === true ? 0 : (await findWorkspace(store, options.workspace)).id;
}

function shown({ at, workspaceId, ...entry }: AuditEntry) {
  return { workspaceId: String(workspaceId), at: timeText(at), ...entry };
}

function table(entries: readonly AuditEntry[]): string {
  return columns(
    ['TIME', 'ACTOR', 'ADDRESS', 'ACTION', 'OBJECT', 'OUTCOME'],
    entries.map(({ at, actor, address, action, object, outcome }) => [
      timeText(at),
      actor.id === null ? actor.name : `${actor.name} (${actor.kind} ${actor.id})`,
      address,
      action,
      object,
      outcome,
    ]),
  );
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= 10_000) return limit;
  throw new InvalidArgumentError('Write a whole number from 1 to 10000.');
}
