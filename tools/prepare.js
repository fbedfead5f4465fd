// npm runs this after `npm ci` in a checkout, on whatever Node there is, and before it packs. Where
// the inbox cannot be built it says so in one line, and the installation goes on.
import { linkCommand } from './link-command.js';

const REQUIRED = 24;
const [major = 0] = process.versions.node.split('.').map(Number);

linkCommand();
if (major < REQUIRED) {
  console.log(
    `This is Node ${process.versions.node}; npm's scripts and \`npx inlet\` use the Node ${REQUIRED} that was installed beside them.`,
  );
}
if (major < 22) {
  say(`Vite needs Node 22 or newer, and this is ${process.versions.node}`);
} else if (!isInstalled('vite')) {
  say('Vite is not installed');
} else {
  const { buildWeb } = await import('./build-web.ts');
  await buildWeb();
}

/** @param {string} name */
function isInstalled(name) {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} reason */
function say(reason) {
  console.log(`The inbox is not built: ${reason}. \`npm run build:web\` builds it.`);
}
