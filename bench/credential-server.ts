/**
 * The server with a credential that is looked at once and then believed, or, asked for `checked`,
 * with the usual look at the token of every request: nothing else is different between the two.
 */
import { Authenticator, type Authentication } from '../src/access/authenticator.ts';
import { createApp } from '../src/app.ts';
import { prepareSandbox } from '../src/cli/sandbox/prepare-sandbox.ts';
import { loadConfig } from '../src/config/config.ts';
import { readEnvironment } from '../src/config/env.ts';

/** Whoever came first; the load has one token. */
class FirstComer extends Authenticator {
  #first: Authentication | null = null;

  override authenticate(token: string): Authentication | Promise<Authentication> {
    if (this.#first !== null) return this.#first;
    return Promise.resolve(super.authenticate(token)).then((found) => {
      if (found.kind === 'valid') this.#first = found;
      return found;
    });
  }
}

const loaded = loadConfig(readEnvironment());
if ('faults' in loaded) throw new Error(loaded.faults.join('\n'));
const isChecked = process.argv.includes('checked');
const app = await createApp(loaded.ok, {
  authenticator: (store, now) => new (isChecked ? Authenticator : FirstComer)(store, now),
});
const url = await app.start();
await prepareSandbox(loaded.ok, app, url);
console.log(JSON.stringify({ ready: true, url }));
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
