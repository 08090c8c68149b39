/**
 * The layers of docs/architecture.md, held by `npm run layers`.
 *
 * A folder of src/ imports only from folders before it in LAYERS. What else it may or may not know is in the rules below.
 */
const LAYERS = [
  'base',
  'archive',
  'formats',
  'model',
  'literals',
  'graph',
  'inventory',
  'diff',
  'rules',
  'plan',
  'flow',
  'report',
  'node',
  'cli',
]

/** Dependencies that have one door: the only folders whose files may import them. */
const DOORS = {
  '@viz-js/viz': ['report'],
  jszip: ['archive'],
  '@noble/hashes': ['base'],
  'fast-xml-parser': ['formats'],
  'dot-properties': ['formats'],
  papaparse: ['formats'],
  '@humanwhocodes/momoa': ['formats'],
  '@dagrejs/graphlib': ['graph'],
  tinyglobby: ['node'],
  commander: ['cli'],
  picocolors: ['cli'],
}

const folders = (names) => `^src/(?:${names.join('|')})/`
const package_ = (name) => `(?:^|/)node_modules/${name}/`

/** Reading, and everything computed from what was read. */
const READING = ['archive', 'formats']
const RESULTS = ['graph', 'inventory', 'rules', 'diff', 'plan', 'flow']

/** Files of src/model that answer a question about a value of the model and make none: reporters may call them. */
const ANSWERS = '^src/model/(?:ids|flows|connection-needs|deployments|other-assets)\\.ts$'

module.exports = {
  forbidden: [
    ...LAYERS.slice(0, -1).map((layer, index) => ({
      name: `layer-${layer}`,
      comment: `src/${layer} imports only from the layers before it: ${LAYERS.slice(0, index).join(', ') || 'none'}. Move what is shared down, or pass it in.`,
      severity: 'error',
      from: { path: folders([layer]) },
      to: { path: folders(LAYERS.slice(index + 1)) },
    })),
    {
      name: 'formats-read-text',
      comment: 'A format reader is given one text. It knows nothing of archives, not even their types.',
      severity: 'error',
      from: { path: folders(['formats']) },
      to: { path: '^src/', pathNot: folders(['base', 'formats']) },
    },
    {
      name: 'report-renders',
      comment:
        'A reporter is given a result: it imports the types of results (`import type`), never the code that makes them.',
      severity: 'error',
      from: { path: folders(['report']) },
      to: { path: folders([...READING, 'model', ...RESULTS]), pathNot: ANSWERS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'node-reads',
      comment:
        'src/node reads paths. What is computed from archives runs in src/node/worker*; elsewhere take its types (`import type`).',
      severity: 'error',
      from: { path: folders(['node']), pathNot: '^src/node/worker' },
      to: { path: folders(['graph', 'rules', 'diff', 'plan', 'flow', 'report']), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cli-does-not-parse',
      comment: 'A command calls src/node and renders the result. It reads no archive and parses no format itself.',
      severity: 'error',
      from: { path: folders(['cli']) },
      to: { path: folders(READING), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-import-of-the-index',
      comment:
        'src/index.ts is the table of contents for users (and iarkit/node repeats it). Inside, import the file that has the thing: the index would pull in everything.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/node/index\\.ts$' },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'index-is-pure',
      comment: 'What `iarkit` exports runs in browsers and workers too. Things of Node belong to src/node/index.ts.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: folders(['node', 'cli']) },
    },
    {
      name: 'no-node-modules-in-the-core',
      comment: 'Modules of Node are for src/node and src/cli. The core takes bytes and gives values.',
      severity: 'error',
      from: { path: '^src/', pathNot: folders(['node', 'cli']) },
      to: { dependencyTypes: ['core'] },
    },
    ...Object.entries(DOORS).map(([name, doors]) => ({
      name: `door-${name.replace(/^@.*\//, '')}`,
      comment: `${name} is imported only in ${doors.map((door) => `src/${door}`).join(', ')}: one place to replace it.`,
      severity: 'error',
      from: { path: '^src/', pathNot: folders(doors) },
      to: { path: package_(name) },
    })),
    {
      name: 'no-cycles',
      comment: 'Files that import each other are one file in two places. Move what both need into a third.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file and it imports nothing: wire it in or delete it.',
      severity: 'error',
      from: { path: '^src/', orphan: true },
      to: {},
    },
    {
      name: 'no-unknown-import',
      comment: 'This import resolves to nothing: a typing error, or a package that is not installed.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-package',
      comment:
        'Installed by chance, through another package. Add it to package.json, and a line to docs/dependencies.md.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    },
    {
      name: 'no-dev-package-in-the-library',
      comment:
        'Whoever installs iarkit does not get devDependencies. Only src/cli may use them: the build bundles them into the command.',
      severity: 'error',
      from: { path: '^src/', pathNot: folders(['cli']) },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
