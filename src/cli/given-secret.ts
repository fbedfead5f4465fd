import { text } from 'node:stream/consumers';
import { CommandFailed, EXIT } from './exit.ts';

/** A secret on standard input, where neither the list of processes nor the shell's history has it. */
export async function secretFromStdin(option: string): Promise<string> {
  const secret = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (secret !== '') return secret;
  throw new CommandFailed(`${option}: nothing came on standard input.`, EXIT.usage);
}
