import { Command } from 'commander';
import type { Channel } from '../../domain/channel.ts';
import { httpUrlOrNull } from '../../lib/http-url.ts';
import type { Store } from '../../store/store.ts';
import { customVendorOption, findBusinesses, findCustomApp, idsOf } from '../custom-channels.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { columns, print, timeText, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

const MOST_LISTED = 10_000;

type CreateOptions = JsonOption & {
  workspace?: string;
  vendor: string;
  id?: string;
  icon?: string;
  readonly?: true;
  business?: string[];
};

export function channelCommand(): Command {
  return new Command('channel')
    .description('Add custom channels, and list all channels.')
    .addCommand(createCommand())
    .addCommand(listCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description('Add a custom channel, and print the id that its messages are sent to.')
    .argument('<name>', 'what people call it')
    .addOption(workspaceOption())
    .addOption(customVendorOption())
    .option('--id <id>', 'its id in requests, where it has one already')
    .option('--icon <url>', 'a picture, http or https')
    .option('--readonly', 'it only reports: nobody can answer on it')
    .option('--business <id>', 'carry this business only; repeat it for more', collect)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ inlet channel create "Web chat"
  $ inlet channel create "Order log" --readonly --business 5409c35a97bbc544d8e26737`,
    )
    .action((name: string, options: CreateOptions) =>
      withStore((store) => create(store, name, options)),
    );
}

async function create(store: Store, name: string, options: CreateOptions): Promise<void> {
  const { vendor, icon = null } = options;
  if (icon !== null && httpUrlOrNull(icon) === null) {
    throw new CommandFailed(`--icon ${icon} is not a URL of http or https.`, EXIT.usage);
  }
  const { id: workspaceId } = await findWorkspace(store, options.workspace);
  const row = {
    workspaceId,
    vendor,
    appId: await findCustomApp(store, workspaceId, vendor),
    externalId: options.id ?? idsOf(vendor).newChannelId(),
    name: name.toWellFormed(),
    avatarUrl: icon,
    attributes: {},
    userId: null,
    isReadonly: options.readonly === true,
    businessIds: await findBusinesses(store, workspaceId, vendor, options.business),
  };
  const channel = await audited({ workspaceId, action: 'channels.add' }, () =>
    useCasesOf(store).inbox.addChannel(row),
  );
  if (channel === null) {
    throw new CommandFailed(`There is a channel ${options.id ?? ''} already.`, EXIT.refused);
  }
  const shown = present(channel);
  print(options, shown, () => shown.externalId);
}

function listCommand(): Command {
  return new Command('list')
    .description('List the channels of a workspace, of every vendor.')
    .addOption(workspaceOption())
    .addOption(jsonOption())
    .action((options: JsonOption & { workspace?: string }) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const page = { workspaceId, afterId: 0, limit: MOST_LISTED };
        const shown = (await store.read.listChannels(page)).map(present);
        print(options, shown, () =>
          columns(
            ['ID', 'VENDOR', 'NAME', 'MODE', 'CREATED'],
            shown.map((one) => [
              one.externalId,
              one.vendor,
              one.name,
              one.isReadonly ? 'read-only' : 'both ways',
              one.createdAt,
            ]),
          ),
        );
      }),
    );
}

function present(channel: Channel) {
  const { vendor, externalId, name, avatarUrl, isReadonly, businessIds } = channel;
  return {
    id: String(channel.id),
    vendor,
    externalId,
    name,
    avatarUrl,
    isReadonly,
    businessIds: businessIds?.map(String) ?? null,
    createdAt: timeText(channel.createdAt),
  };
}

function collect(text: string, before: string[] = []): string[] {
  return [...before, text];
}
