// Rules for a single file. Which folder may import which is .dependency-cruiser.js.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/*.contract.ts', 'test/**/*.ts', 'bench/**/*.ts'];
const flatTables = [
  '**/schema.ts',
  '**/schemas.ts',
  '**/schemas/**',
  '**/*statements.ts',
  '**/migrations/**',
  'web/src/screens/parts/**',
];
const codeOnly = { skipBlankLines: true, skipComments: true };

const outbound =
  'Outbound HTTP goes through src/lib/safe-fetch, which checks the address it dials.';
const ways = ['fetch', 'WebSocket', 'EventSource'];

const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only src/config/env.ts reads the environment; take the value as a parameter.',
};
const sourceUrl = {
  selector: 'NewExpression[callee.name="URL"] > Literal[value=/\\.ts$/]',
  message: 'dist/ holds .js: build the URL with the extension of import.meta.url.',
};

export default defineConfig(
  { ignores: ['**/dist/', 'coverage/', 'data/', '**/fixtures/', '**/*.d.ts', 'web/.dist-*'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A promise is often asked for by an interface whose other implementation has to wait.
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 400, ...codeOnly }],
      'max-lines-per-function': ['error', { max: 50, ...codeOnly }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', ...ways.map((name) => ({ name, message: outbound }))],
      'no-restricted-properties': [
        'error',
        ...ways.map((property) => ({ object: 'globalThis', property, message: outbound })),
      ],
      'no-restricted-imports': ['error', 'process', 'node:process'],
      'no-restricted-syntax': ['error', environment, sourceUrl],
    },
  },
  { files: ['src/config/env.ts'], rules: { 'no-restricted-syntax': ['error', sourceUrl] } },
  { files: ['src/main.ts', 'src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src/lib/safe-fetch*.ts', 'src/lib/safe-fetch/**', 'src/cli/**/*.ts', ...tests],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
  { files: flatTables, rules: { 'max-lines-per-function': 'off' } },
  {
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      // Tests read answers as a client does, without their types.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
