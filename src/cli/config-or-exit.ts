import type { Config } from '../config/config-types.ts';
import { loadConfig } from '../config/config.ts';
import type { Overrides } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { CommandFailed, EXIT } from './exit.ts';

/** The settings of this process; ends the command with every fault in them. */
export function configOrExit(overrides: Overrides = {}): Config {
  const loaded = loadConfig(readEnvironment(), overrides);
  if ('ok' in loaded) return loaded.ok;
  throw new CommandFailed(loaded.faults.join('\n'), EXIT.usage);
}
