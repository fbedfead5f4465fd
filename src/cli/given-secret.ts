import { CommandFailed, EXIT } from './exit.ts';
import { textOfFile, textOfStdin } from './read-text.ts';

/** A secret on standard input, where neither the list of processes nor the shell's history has it. */
export async function secretFromStdin(option: string): Promise<string> {
  const secret = (await textOfStdin(option)).replace(/\r?\n$/, '');
  if (secret !== '') return secret;
  throw new CommandFailed(`${option}: nothing came on standard input.`, EXIT.usage);
}

/**
 * A secret that is given for the option `name`: as an argument, in a file (`--name-file`) or on
 * standard input (`--name-stdin`). Undefined where it is not.
 */
export async function givenSecret(
  name: string,
  given: { argument?: string | undefined; file?: string | undefined; stdin?: true | undefined },
): Promise<string | undefined> {
  const { argument, file, stdin } = given;
  if ([argument, file, stdin].filter((one) => one !== undefined).length > 1) {
    throw new CommandFailed(
      `Give one of --${name}, --${name}-file and --${name}-stdin.`,
      EXIT.usage,
    );
  }
  if (stdin === true) return secretFromStdin(`--${name}-stdin`);
  return file === undefined ? argument : readSecret(name, file);
}

function readSecret(name: string, file: string): string {
  const secret = textOfFile(`--${name}-file`, file).replace(/\r?\n$/, '');
  if (secret !== '') return secret;
  throw new CommandFailed(`--${name}-file ${file} is empty.`, EXIT.usage);
}
