#!/usr/bin/env node
// The `inlet` command: makes sure Node is new enough, then hands over to main. Plain JavaScript in
// old syntax, so that an older Node can read it and say what is wrong.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
// As a whole: importing by name what an older Node lacks would keep this file from loading there.
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const self = fileURLToPath(import.meta.url);
const root = dirname(dirname(self));
/** @type {string} */
const required = readManifest(join(root, 'package.json')).engines.node.replace('>=', '');

/** @param {string} path */
function readManifest(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** @param {string} version for example "24.21.0" */
function isNewEnough(version) {
  const parts = version.split('.').map(Number);
  for (const [index, needed] of required.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (part !== needed) return part > needed;
  }
  return true;
}

/** The Node that the devDependency `node` brings, or undefined where there is none new enough. */
function findBundledNode() {
  // In a checkout, and where npm put the packages of a project beside each other.
  for (const folder of [join(root, 'node_modules', 'node'), join(root, '..', 'node')]) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version, bin } = readManifest(manifest);
    if (name === 'node' && isNewEnough(version) && existsSync(join(folder, bin.node))) {
      return join(folder, bin.node);
    }
  }
  return undefined;
}

/** @param {string} node */
function rerunWith(node) {
  const child = spawn(node, [...process.execArgv, self, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child itself; a second one would read as "stop at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`inlet: ${node} did not start: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/**
 * Keeps what Node compiled for the next start, which then is faster and 40 MB smaller, since no
 * thread loads the type stripper. The store's threads read the variable when they start.
 */
function cacheCompiledCode() {
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'inlet');
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
}

async function main() {
  if (isNewEnough(process.versions.node)) {
    cacheCompiledCode();
    const source = join(root, 'src', 'main.ts');
    const entry = existsSync(source) ? source : join(root, 'dist', 'main.js');
    await import(pathToFileURL(entry).href);
    return;
  }
  const bundled = findBundledNode();
  if (bundled !== undefined) {
    if (process.argv[2] === 'start') {
      console.error(`inlet: this is Node ${process.versions.node}; ${bundled} is used instead.`);
    }
    rerunWith(bundled);
    return;
  }
  console.error(
    `inlet needs Node ${required} or newer and this is ${process.versions.node}: ` +
      'install it from https://nodejs.org, or run `npm ci` in a checkout of Inlet, which brings one.',
  );
  process.exit(1);
}

await main();
