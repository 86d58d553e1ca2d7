import svelte from 'eslint-plugin-svelte'
import importX from 'eslint-plugin-import-x'
import globals from 'globals'
import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'

/** Who may import whom; the tsconfig of each layer says what else it may see. */
const layers = [
  {
    target: './src/shared',
    from: ['./src/main', './src/preload', './src/renderer', './src/simulator', './src/companion'],
  },
  {
    target: './src/companion',
    from: ['./src/main', './src/preload', './src/renderer', './src/simulator'],
  },
  {
    target: './src/main/core',
    from: ['./src/main/shell', './src/preload', './src/renderer', './src/simulator', './src/companion'],
  },
  {
    target: './src/main/report-engine',
    from: ['./src/main/shell', './src/preload', './src/renderer', './src/simulator', './src/companion'],
  },
  {
    target: './src/main/shell',
    from: ['./src/preload', './src/renderer', './src/simulator', './src/companion'],
  },
  { target: './src/preload', from: ['./src/main', './src/renderer', './src/simulator'] },
  { target: './src/renderer', from: ['./src/main', './src/preload', './src/simulator', './src/companion'] },
  { target: './src/simulator', from: ['./src/main', './src/preload', './src/renderer'] },
]

const rawIpc = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer'],
  message: 'IPC has one file on each side: src/main/shell/ipc/ipc.ts and src/preload/index.ts.',
}
const rawAxios = { name: 'axios', message: 'Only src/main/core/pabx/vocom-client.ts speaks to the PABX.' }

/** What a worker's desktop has once: its focus, its tray; and what the computer has once. */
const onTheDesktop = 'A test with this runs one at a time: it belongs into test/e2e/desktop.'
const asNever = {
  selector: ':matches(TSAsExpression, TSTypeAssertion) > TSNeverKeyword',
  message:
    'A value of type never fits everywhere, and nothing is checked any more: name the type that it is.',
}

const mock = {
  selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(do)?mock$/i]',
  message: 'Test files share a process; those of test/unit/main/shell have one each and may replace modules.',
}

export default tseslint.config(
  {
    ignores: [
      'out',
      'dist',
      'node_modules',
      'src/shared/i18n/generated',
      'test-results',
      '**/*.d.ts',
      '**/*.d.mts',
      '*.config.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', asNever],
    },
  },
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    rules: {
      'import-x/order': ['error', { groups: [['builtin', 'external']], 'newlines-between': 'ignore' }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    plugins: { 'import-x': importX },
    rules: {
      'no-restricted-imports': ['error', { paths: [rawIpc, rawAxios] }],
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: layers }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'import-x/no-default-export': 'error' },
  },
  {
    files: ['src/main/shell/ipc/ipc.ts', 'src/preload/index.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [rawAxios] }] },
  },
  { files: ['src/main/core/pabx/vocom-client.ts'], rules: { 'no-restricted-imports': 'off' } },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    rules: { 'no-undef': 'off', 'prefer-const': 'off' },
  },
  {
    files: ['scripts/**/*.mjs', '*.js'],
    languageOptions: { globals: globals.node, ecmaVersion: 2023, sourceType: 'module' },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  {
    // Parts of these run in the pages that they photograph.
    files: ['scripts/gallery/*.mjs'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['src/simulator/main.ts', 'src/main/shell/cli/cli.ts', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/unit/main/shell/**'],
    rules: { 'no-restricted-syntax': ['error', asNever, mock] },
  },
  {
    files: ['test/e2e/window/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/harness/(keys|tray|notifications|ordinary-user|made-package|private-.*|wire|bridge)$',
              message: onTheDesktop,
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        asNever,
        {
          selector: 'ObjectPattern > Property[key.name=/^(tray|otherProgram)$/]',
          message: onTheDesktop,
        },
      ],
    },
  },
  prettier,
)
