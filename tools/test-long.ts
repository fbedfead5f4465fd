// npm run test:long: the tests of the inbox with as many rounds as take minutes instead of seconds.
import { startVitest } from 'vitest/node';

process.env['INLET_TEST_LONG'] = '1';
const vitest = await startVitest('test', ['test/inbox'], { project: ['e2e'], run: true });
await vitest.close();
