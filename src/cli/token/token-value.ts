import { isInletToken } from '../../access/token-format.ts';
import { CommandFailed, EXIT } from '../exit.ts';

const SHORTEST = 8;
const LONGEST = 4_096;
/** Hex of 128 random bits; what is shorter can be guessed, or is a word. */
const SAFE_LENGTH = 32;

/** A token that was chosen beforehand, if it can be sent in a header; undefined where none was. */
export function checkedValue(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!/^[\x21-\x7e]+$/.test(value) || value.length < SHORTEST || value.length > LONGEST) {
    throw new CommandFailed(
      `--value needs ${SHORTEST} to ${LONGEST} visible ASCII characters.`,
      EXIT.usage,
    );
  }
  if (value.startsWith('inlet_') && !isInletToken(value)) {
    throw new CommandFailed(
      '--value begins like a token of Inlet, and its checksum is wrong: was it copied whole?',
      EXIT.usage,
    );
  }
  if (value.length < SAFE_LENGTH) {
    console.error(
      `inlet: this value is short enough to be guessed; for real messages take ${SAFE_LENGTH} random characters.`,
    );
  }
  return value;
}
