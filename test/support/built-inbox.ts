/** The inbox as its source says, before the first test that opens it. */
import { buildWeb } from '../../tools/build-web.ts';

export default async function setup(): Promise<void> {
  await buildWeb();
}
