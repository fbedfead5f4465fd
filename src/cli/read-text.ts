import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { decodeText } from '../lib/decode-text.ts';
import { CommandFailed, EXIT } from './exit.ts';

/**
 * What a file holds that an option names, as a request's body is read: a byte-order mark, which some
 * editors begin with, is skipped, and bytes that are no UTF-8 are refused.
 */
export function textOfFile(option: string, path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new CommandFailed(`${option} ${path}: ${(error as Error).message}`, EXIT.usage);
  }
  return textOf(bytes, `${option} ${path}`);
}

/** The same of standard input. */
export async function textOfStdin(option: string): Promise<string> {
  return textOf(await buffer(process.stdin), option);
}

/** A JSON object in a file that an option names. */
export function objectInFile(option: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(textOfFile(option, path));
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed(`${option} ${path}: ${(error as Error).message}`, EXIT.usage);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new CommandFailed(`${option} ${path} does not hold a JSON object.`, EXIT.usage);
}

function textOf(bytes: Buffer, source: string): string {
  const text = decodeText(bytes, null);
  if (typeof text === 'string') return text;
  throw new CommandFailed(`${source}: this is not valid UTF-8. Save it as UTF-8.`, EXIT.usage);
}
