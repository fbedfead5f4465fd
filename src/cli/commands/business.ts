import { Command } from 'commander';
import type { Business } from '../../domain/business.ts';
import { audited } from '../audited.ts';
import { customVendorOption, idsOf } from '../custom-channels.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { columns, print, timeText, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

const MOST_LISTED = 10_000;

type Address = { city?: string; zipcode?: string; country?: string; address?: string };
type CreateOptions = JsonOption & Address & { workspace?: string; vendor: string; id?: string };

export function businessCommand(): Command {
  return new Command('business')
    .description('Add and list the businesses that conversations are held for.')
    .addCommand(createCommand())
    .addCommand(listCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description('Add a business.')
    .argument('<name>', 'what people call it')
    .addOption(workspaceOption())
    .addOption(customVendorOption())
    .option('--id <id>', 'its id in requests, where it has one already')
    .option('--city <city>', 'where it is')
    .option('--zipcode <code>', 'likewise')
    .option('--country <country>', 'likewise')
    .option('--address <text>', 'the whole address on one line')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Example:
  $ inlet business create "Shop in Lyon" --city Lyon --country FR`,
    )
    .action((name: string, options: CreateOptions) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const { vendor, city = null, zipcode = null, country = null } = options;
        const row = {
          workspaceId,
          vendor,
          externalId: options.id ?? idsOf(vendor).newBusinessId(),
          name: name.toWellFormed(),
          city,
          zipcode,
          country,
          formattedAddress: options.address ?? null,
        };
        const business = await audited({ workspaceId, action: 'businesses.add' }, () =>
          useCasesOf(store).inbox.addBusiness(row),
        );
        if (business === null) {
          throw new CommandFailed(`There is a business ${options.id ?? ''} already.`, EXIT.refused);
        }
        const shown = present(business);
        print(options, shown, () => shown.externalId);
      }),
    );
}

function listCommand(): Command {
  return new Command('list')
    .description('List the businesses of a workspace.')
    .addOption(workspaceOption())
    .addOption(jsonOption())
    .action((options: JsonOption & { workspace?: string }) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const page = { workspaceId, vendor: null, afterId: 0, limit: MOST_LISTED };
        const shown = (await store.read.listBusinesses(page)).map(present);
        print(options, shown, () =>
          columns(
            ['ID', 'VENDOR', 'NAME', 'CITY', 'CREATED'],
            shown.map((one) => [
              one.externalId,
              one.vendor,
              one.name,
              one.city ?? '-',
              one.createdAt,
            ]),
          ),
        );
      }),
    );
}

function present({ id, workspaceId: _, createdAt, ...rest }: Business) {
  return { id: String(id), ...rest, createdAt: timeText(createdAt) };
}
