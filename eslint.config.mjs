import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The rooms of the house, in the order of the plan in CONTRIBUTING.md: each may use those before it. */
const rooms = [
  'api',
  'snippets',
  'sandbox',
  'privacy',
  'connections',
  'inspector',
  'export',
  'customers',
  'history',
  'debugging',
  'programs',
];
/** Files of no room, which every room may use. */
const sharedFiles = ['figures$', 'sentence$'];
/** Those that the other side of the wire may use, too: they hold nothing that it could get wrong. */
const sharedWithSandbox = ['sentence$'];
/** Rooms that run in plain Node, without the editor. */
const editorFree = ['api', 'snippets', 'sandbox', 'export'];

/** Packages that one file stands in front of, so that a change of package is a change of that file. */
const packages = {
  axios: 'src/api/transport.ts',
  'p-queue': 'src/api/pace.ts',
  'lossless-json': 'src/api/exactJson.ts',
  'csv-stringify/sync': 'src/export/csvExport.ts',
  '@vscode/webview-ui-toolkit': 'webview/controls.ts',
};
/** The only way out to the network, and the only way in. */
const networkDoors = ['src/api/transport.ts', 'src/sandbox/server.ts'];
const network = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns'];

/** @param {string} [file] the file that the rules are for, where it stands in front of something */
function packageRules(file = '') {
  return [
    ...Object.entries(packages)
      .filter(([, front]) => front !== file)
      .map(([name, front]) => ({ name, message: `Only ${front} knows this package.` })),
    ...(networkDoors.includes(file)
      ? []
      : network.map((name) => ({
          name: `node:${name}`,
          allowTypeImports: true,
          message: 'Requests go through src/api/transport.ts.',
        }))),
  ];
}

/**
 * @param {string} room
 * @param {string} [file]
 * @returns {import('eslint').Linter.RuleEntry}
 */
function importRules(room, file) {
  const paths = packageRules(file);
  if (editorFree.includes(room))
    paths.push({ name: 'vscode', message: 'This folder runs without the editor.' });
  // the sandbox is the other side of the wire: what it shared with the client no test could find wrong
  const before = room === 'sandbox' ? [] : rooms.slice(0, rooms.indexOf(room));
  const allowed = [
    ...before.map((one) => `${one}/`),
    ...(room === 'sandbox' ? sharedWithSandbox : sharedFiles),
  ];
  return [
    'error',
    {
      paths,
      patterns: [
        {
          regex: `^\\.\\./(?!${allowed.join('|') || '$'})`,
          message: 'Arrows point to the rooms before this one in the plan, never back.',
        },
      ],
    },
  ];
}

/**
 * @param {string} [file]
 * @returns {import('eslint').Linter.RuleEntry}
 */
function webviewImportRules(file) {
  return [
    'error',
    {
      paths: packageRules(file),
      patterns: [
        {
          regex: '\\.\\./src/(?!inspector/wire(?:[A-Z]\\w*)?$|api/)',
          message: 'The page knows the wire and types of api/, nothing else.',
        },
        {
          regex: '\\.\\./src/api/',
          allowTypeImports: true,
          message: 'The page takes types of api/, never its code.',
        },
      ],
    },
  ];
}

/** Kinds of `ApiError` that no other union has. */
const errorKinds =
  'invalidQuery|notSignedIn|secretsUnreadable|unreachable|tls|timeout|tooLarge|redirected|notJson|' +
  'unexpectedShape|signInRefused|forbidden|rateLimited|notFound|rejected|serverFailed';

/** What only one file of src/ may write. */
const monopolies = [
  {
    file: 'src/connections/secrets.ts',
    selector:
      ':matches(Identifier[name="SecretStorage"], [object.name="context"][property.name="secrets"], VariableDeclarator[init.name="context"] Property[key.name="secrets"])',
    message: 'Only connections/secrets.ts touches the secret store.',
  },
  {
    file: 'src/privacy/log.ts',
    selector: '[property.name="createOutputChannel"]',
    message: 'There is one log, and privacy/ decides what it may hold.',
  },
  {
    file: 'src/api/query.ts',
    selector:
      ':matches(Literal[value=/customers\\/bulk|[?&]associationEntity/], TemplateElement[value.raw=/customers\\/bulk|[?&]associationEntity/])',
    message: 'Only queryPath builds the URL of a query.',
  },
  {
    file: 'src/api/failures.ts',
    selector: `ObjectExpression > Property[key.name="kind"] > Literal[value=/^(?:${errorKinds})$/]`,
    message: 'Only api/failures.ts makes errors of the API.',
  },
];
/**
 * @param {string} [file]
 * @returns {import('eslint').Linter.RuleEntry}
 */
function monopolyRules(file) {
  return [
    'error',
    ...monopolies
      .filter((monopoly) => monopoly.file !== file)
      .map(({ selector, message }) => ({ selector, message })),
  ];
}

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // numbers and booleans print in templates exactly as one expects
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `void promise` says "not awaited on purpose"
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**', 'webview/**'],
    rules: {
      // a log of its own would be past redaction; whoever has something to say has the log
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
          name,
          message: 'Requests go through src/api/transport.ts.',
        })),
      ],
    },
  },
  ...rooms.map((room) => ({
    files: [`src/${room}/**`],
    rules: { 'no-restricted-imports': importRules(room) },
  })),
  {
    files: ['src/extension.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: packageRules() }] },
  },
  ...['src/api/transport.ts', 'src/api/pace.ts', 'src/api/exactJson.ts'].map((file) => ({
    files: [file],
    rules: { 'no-restricted-imports': importRules('api', file) },
  })),
  {
    files: ['src/export/csvExport.ts'],
    rules: { 'no-restricted-imports': importRules('export', 'src/export/csvExport.ts') },
  },
  {
    files: ['src/sandbox/server.ts'],
    rules: { 'no-restricted-imports': importRules('sandbox', 'src/sandbox/server.ts') },
  },
  // the sandbox has another side's words for the same things
  {
    files: ['src/**'],
    ignores: ['src/sandbox/**'],
    rules: { 'no-restricted-syntax': monopolyRules() },
  },
  ...monopolies.map(({ file }) => ({
    files: [file],
    rules: { 'no-restricted-syntax': monopolyRules(file) },
  })),
  { files: ['webview/**'], rules: { 'no-restricted-imports': webviewImportRules() } },
  {
    files: ['webview/controls.ts'],
    rules: { 'no-restricted-imports': webviewImportRules('webview/controls.ts') },
  },
  // the compiler checks names in JavaScript too; what JSON.parse gives has no type there
  {
    files: ['**/*.{mjs,cjs}'],
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-undef': 'off' },
  },
);
