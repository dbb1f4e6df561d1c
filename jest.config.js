import { availableParallelism } from 'node:os';

const swc = ({ parser }) => ({
  jsc: {
    target: 'es2022',
    parser,
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
  },
  module: { type: 'commonjs' },
});

/** Unit specs lie beside their file in src and web, journeys in test; both run against the sources, not the build. */
export default {
  testEnvironment: '<rootDir>/test/harness/jest/shared-environment.cjs',
  runtime: '<rootDir>/test/harness/jest/shared-runtime.cjs',
  testSequencer: '<rootDir>/test/harness/jest/longest-first.cjs',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/web'],
  testRegex: '\\.(spec|e2e-spec)\\.tsx?$',
  transform: {
    '^.+\\.(?:ts|js|mjs)$': ['@swc/jest', swc({ parser: { syntax: 'typescript', decorators: true } })],
    '^.+\\.tsx$': ['@swc/jest', swc({ parser: { syntax: 'typescript', tsx: true, decorators: true } })],
  },
  // These packages are ES modules only, so they are turned into CommonJS like our own files.
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|file-type|strtok3|token-types|uint8array-extras|@tokenizer|load-esm|@borewit|rate-limiter-flexible|oidc-provider|openid-client|oauth4webapi|jose|preact|@preact|@seriousme)/)',
  ],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFilesAfterEnv: ['<rootDir>/test/harness/silent-logger.ts'],
  // It only ends what hangs: many specs start whole servers and browsers, which a busy machine takes long for.
  testTimeout: 60_000,
  // V8 counts while it runs; counters put into the code make physics six times slower.
  coverageProvider: 'v8',
  // More workers than cores: journeys wait for sockets and disks for a quarter of their time.
  maxWorkers: availableParallelism() * 2,
  // A table of every file would push the result off the screen; coverage/lcov-report shows it.
  coverageReporters: ['text-summary', 'lcov'],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/**/*.dto.ts'],
};
