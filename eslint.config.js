import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const message = 'A late error would be given to another test: see test/harness/jest/spec-context.cjs.';
/** What would let a test pass although an error of it came late. */
const ONE_AT_A_TIME = [
  { object: 'jest', property: 'retryTimes', message },
  ...['it', 'test', 'describe'].map((object) => ({ object, property: 'concurrent', message })),
];

export default tseslint.config(
  { ignores: ['build/', 'dist/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        Headers: 'readonly',
        Response: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly', module: 'writable' } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Rules and listeners share an interface, so some implementations rightly ignore an argument or await nothing.
      '@typescript-eslint/require-await': 'off',
      // Modules in higher layers add their events by declaration merging.
      '@typescript-eslint/no-empty-object-type': ['error', { allowWithName: '^EventMap$' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.spec.{ts,tsx}', '**/*.e2e-spec.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // The tests of a spec run one after another: errors belong to the one that runs (test/harness/jest/spec-context.cjs).
      'no-restricted-properties': ['error', ...ONE_AT_A_TIME],
    },
  },
  {
    // Settings are read, checked and documented in one place. The simulator is a program with settings of its own.
    files: ['src/**/*.ts'],
    ignores: ['src/config/**', 'src/simulator/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config reads the process environment.' },
      ],
    },
  },
);
