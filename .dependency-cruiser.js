// Who may import whom. The table is the wall; the rest turns it into rules and adds the few walls
// that are not about folders. tools/checks/imports.ts runs this, and fails when a file was missed.

const tests = '\\.(test|contract)\\.ts$';
/** Started by the command, by URL as a worker, or by npm; or the client, which programs import. */
const entries =
  '^(src/main\\.ts|src/client/index\\.ts|src/store/engines/sqlite/[^/]+-thread\\.ts|tools/generate\\.ts)$';

const core = ['domain', 'lib', 'store/store.ts'];
const edge = [
  'domain',
  'ingest',
  'inbox',
  'access',
  'realtime',
  'search',
  'http',
  'observability',
  'pages',
  'lib',
  'store/store.ts', // its types
  'vendors/vendor.ts', // the contract every vendor fulfils; it names none of them
  'mcp/tool.ts', // the contract of a tool, and
  'mcp/accepted.ts', // how it says what became of a message
  'attachments',
  'history',
];

/** Folder or file below src -> what it may import besides itself and packages. */
const mayImport = {
  domain: [],
  lib: [],
  config: ['domain', 'lib'],
  observability: ['domain', 'lib', 'store/store.ts'],
  store: ['domain', 'lib'],
  ingest: core,
  inbox: core,
  attachments: core,
  history: core,
  outbox: core,
  realtime: core,
  search: core,
  access: core,
  // What stands in for the other side: a connector that listens, and what every vendor's has.
  fake: ['lib'],
  // The typed client of the own API, for programs and the web inbox.
  client: [],
  http: ['domain', 'lib', 'observability', 'access', 'store/store.ts', 'config/config-types.ts'],
  // Server-rendered pages for people: login, consent. Those who add a page of their own build on it.
  pages: ['domain', 'access', 'http', 'lib', 'store/store.ts'],
  // The nouns as the API shows them: an agent's door says the same in flat words.
  mcp: [...edge, 'api/present.ts'],
  api: edge,
  // The OAuth server's paths, shared by every world of apps.
  oauth: edge,
  'vendors/vendor.ts': [...edge, 'fake'],
  'vendors/*': [...edge, 'fake'],
};

/** These put the parts together and may import all of them: app.ts, main.ts, vendors/index.ts and these. */
const assembling = ['assembly', 'cli', 'vendors'];

const own = (name) => (name.endsWith('.ts') ? `^src/${name}$` : `^src/${name}/`);

const walls = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name === 'vendors/*' ? 'each vendor' : name}: only ${allowed.join(', ') || 'itself'}`,
  severity: 'error',
  from: { path: own(name.replace('*', '([^/]+)')), pathNot: tests },
  to: { path: '^src/', pathNot: [own(name.replace('*', '$1')), ...allowed.map(own)] },
}));

const folders = [...Object.keys(mayImport), ...assembling].filter((name) => !name.includes('/'));

const rule = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    ...walls,
    rule(
      'every folder has a line in the table',
      { path: '^src/[^/]+/', pathNot: `^src/(${folders.join('|')})/` },
      { path: '.' },
    ),
    rule(
      'vendors, mcp, api and oauth take only types from the store port',
      { path: '^src/(vendors|mcp|api|oauth)/', pathNot: tests },
      { path: '^src/store/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'vendors know the HTTP framework in their routes alone',
      { path: '^src/vendors/', pathNot: ['^src/vendors/[^/]+/routes/', tests] },
      { path: '(^|/)node_modules/@?fastify' },
    ),
    rule('no cycles', {}, { circular: true }),
    rule('nothing unresolvable', {}, { couldNotResolve: true }),
    rule('only declared packages', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    rule(
      'nothing unused: main or a worker thread reaches it',
      { path: entries },
      { path: '^src/', pathNot: [tests, entries], reachable: false },
    ),
    rule(
      'SQL only below store',
      { path: '^src/', pathNot: '^src/store/' },
      { path: '^(node:)?sqlite$|(^|/)node_modules/(@types/)?(pg|pg-[^/]+|kysely)/' },
    ),
    rule(
      'outbound connections only through lib/safe-fetch',
      // A command talks to the operator's own server, which is on loopback, and the receiver of fakes listens.
      { path: '^src/', pathNot: ['^src/lib/safe-fetch', '^src/cli/', '^src/fake/receiver', tests] },
      {
        path: '^(node:)?(http|https|http2|net|tls|dns|dgram)(/|$)|(^|/)node_modules/(undici|axios|got|ky|node-fetch|ws)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'no development packages in the product',
      { path: '^src/', pathNot: tests },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'the product stands alone',
      { path: '^src/', pathNot: tests },
      { path: '^(bench|test|tools|web)/' },
    ),
    rule(
      'web takes nothing of src but the client',
      { path: '^web/' },
      { path: '^src/', pathNot: '^src/client/index\\.ts$' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
