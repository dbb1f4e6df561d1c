/** The layers, from the lowest. A module imports only from layers below its own; docs/architecture.md draws them. */
const LAYERS = [
  ['shared'],
  ['config', 'http', 'storage'],
  ['auth', 'bootstrap', 'safety'],
  ['approvals', 'device', 'thermometers'],
  ['cooking'],
  ['history', 'alerts'],
  ['owner', 'assistant'],
  ['live', 'home-assistant'],
  ['mcp', 'documents', 'health'],
];
/** Composition roots of their own: programs beside the server, which nothing in the server imports. */
const OUTSIDE = ['cli', 'simulator'];
/** A folder without a Nest module of its own: its parts are set up in app.setup.ts and app.start.ts. */
const NO_MODULE = ['http'];
const SPEC = '\\.spec\\.ts$';

const folder = (...names) => `^src/(?:${names.join('|')})/`;

const layerRules = LAYERS.flatMap((layer, index) =>
  layer.map((name) => {
    const forbidden = LAYERS.slice(index)
      .flat()
      .filter((other) => other !== name);
    return {
      name: `layer-of-${name}`,
      comment: `${name} may import only from the layers below it.`,
      severity: 'error',
      from: { path: folder(name), pathNot: SPEC },
      to: { path: [folder(...forbidden, 'NONE'), '^src/[^/]+\\.ts$'] },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no-circles',
      comment:
        'Neither needs the other to be understood or tested: move what both need to a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-folder-has-a-layer',
      comment: 'A new folder in src gets its place in LAYERS (.dependency-cruiser.cjs).',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: folder(...LAYERS.flat(), ...OUTSIDE) },
    },
    {
      name: 'outside-is-not-imported',
      comment: 'cli and simulator are programs of their own.',
      severity: 'error',
      from: { pathNot: [folder(...OUTSIDE), '^src/[^/]+\\.main\\.ts$', SPEC, '^(test|bench|scripts)/'] },
      to: { path: folder(...OUTSIDE) },
    },
    {
      name: 'simulator-shares-no-code',
      comment: 'A simulator that used the code it stands in for would share its mistakes.',
      severity: 'error',
      from: { path: folder('simulator'), pathNot: SPEC },
      to: { path: '^src/', pathNot: folder('simulator', 'shared') },
    },
    {
      name: 'pure-code-has-no-nest',
      comment: 'Physics and protocols are functions of plain values.',
      severity: 'error',
      from: { path: '^src/(?:safety/physics|thermometers/formats|.*/protocol)/', pathNot: SPEC },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'core'],
      },
    },
    {
      name: 'driver-behind-its-adapter',
      comment: 'The rest of the server speaks to the database through kysely.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/storage/sqlite-file\\.ts$', SPEC] },
      to: { path: '/node_modules/libsql/|^node_modules/libsql/' },
    },
    {
      name: 'server-without-tests',
      comment: 'What ships never needs the tests; specs beside their file may use the harness.',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { path: ['^test/', SPEC] },
    },
    {
      name: 'page-knows-types-of-the-api-only',
      comment:
        'The page runs in a browser: of the server it may know the types of the API, by `import type`.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|test|bench|scripts)/', pathNot: '^src/.*\\.dto\\.ts$' },
    },
    {
      name: 'page-imports-no-code-of-the-server',
      comment: 'What a DTO imports at run time would come into the page: use `import type`.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-without-the-page',
      comment: 'The server sends the built files of the page, and knows nothing of its sources.',
      severity: 'error',
      from: { path: '^(src|test|bench|scripts)/' },
      to: { path: '^web/' },
    },
    {
      name: 'names-that-say-something',
      comment: 'A file named for nothing collects everything: name it for the thing in it.',
      severity: 'error',
      from: {},
      to: { path: '^(?:src|web)/.*(?:util|common|helper|misc|manager)s?\\b' },
    },
    {
      name: 'resolvable',
      comment: 'Every import is found as Node finds it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  required: [
    ...LAYERS.flat()
      .filter((name) => !NO_MODULE.includes(name))
      .map((name) => ({
        name: `app-module-imports-${name}`,
        comment: 'app.module.ts imports every module of the server.',
        severity: 'error',
        module: { path: '^src/app\\.module\\.ts$' },
        to: { path: folder(name) },
      })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default', 'types'],
    },
  },
};
