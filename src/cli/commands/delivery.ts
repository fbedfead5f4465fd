import { Command } from 'commander';
import type { DeadLetters } from '../../inbox/dead-letters.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { inBulk, selectionOf, withSelection, type SelectionOptions } from '../selection.ts';
import type { Store } from '../../store/store.ts';
import { idOf } from '../token/token-id.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

type Verb = 'retry' | 'confirm' | 'resend' | 'dismiss';
type Which = { workspaceId: number; id: number };

const WHAT: Record<Verb, string> = {
  retry: 'Make the next attempt of a delivery now that is due later, or held.',
  confirm: 'Say that a person knows that a delivery has arrived: it is sent.',
  resend: 'Send again what did not arrive, as it was.',
  dismiss: 'Take a delivery off the list of those that need a person.',
};

/** What each verb answers where it was done. */
const DONE: Record<Verb, string> = {
  retry: 'due',
  confirm: 'confirmed',
  resend: 'resent',
  dismiss: 'dismissed',
};

const EXAMPLE: Record<Verb, string> = {
  retry: 'held',
  confirm: 'unknown',
  resend: 'failed',
  dismiss: 'dead',
};

export function deliveryCommand(): Command {
  const command = new Command('delivery').description(
    'Retry, confirm, resend and dismiss deliveries, as /inlet/v1/deliveries does.',
  );
  for (const verb of ['retry', 'confirm', 'resend', 'dismiss'] as const) {
    command.addCommand(verbCommand(verb));
  }
  return command;
}

function verbCommand(verb: Verb): Command {
  const command = new Command(verb)
    .description(`${WHAT[verb]} A running server sees it within a second.`)
    .argument('[id]', 'its id, as the API shows it', idOf);
  return withSelection(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `\nExamples:\n  $ inlet delivery ${verb} 17\n  $ inlet delivery ${verb} --state ${EXAMPLE[verb]}`,
    )
    .action((id: number | undefined, options: SelectionOptions) =>
      withStore(async (store) => {
        const { deadLetters } = useCasesOf(store);
        const selection = await selectionOf(store, id, options);
        if (selection === null) return pressOne(store, deadLetters, verb, id ?? 0, options);
        const act = (most: number) => deadLetters.all[verb](selection, most);
        return inBulk(options, act, DONE[verb]);
      }),
    );
}

async function pressOne(
  store: Store,
  deadLetters: DeadLetters,
  verb: Verb,
  id: number,
  options: JsonOption,
): Promise<void> {
  for (const { id: workspaceId } of await store.read.listWorkspaces({})) {
    const outcome = await press(deadLetters, verb, { workspaceId, id });
    if (outcome.kind === 'missing') continue;
    if (outcome.kind !== DONE[verb]) throw refused(id, outcome);
    print(options, { id: String(id), outcome: outcome.kind }, () => `${outcome.kind}: ${id}`);
    return;
  }
  throw new CommandFailed(`There is no delivery ${id}.`, EXIT.notFound);
}

function press(
  deadLetters: DeadLetters,
  verb: Verb,
  which: Which,
): Promise<{ kind: string; state?: string; by?: string }> {
  return verb === 'resend'
    ? deadLetters.resend({ ...which, text: null })
    : deadLetters[verb](which);
}

function refused(id: number, { kind, state, by }: { kind: string; state?: string; by?: string }) {
  const why = state === undefined ? kind : `it is ${state}`;
  return new CommandFailed(`Delivery ${id}: ${by ?? kind} (${why}).`, EXIT.refused);
}
