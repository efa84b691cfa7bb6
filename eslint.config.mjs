import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders that must run in plain Node, without the editor. */
const editorFree = ['src/api/**', 'src/snippets/**', 'src/export/**', 'src/sandbox/**'];

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
    files: editorFree,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'vscode', message: 'This folder runs without the editor.' }],
          patterns: [
            {
              group: [
                '**/connections/*',
                '**/customers/*',
                '**/inspector/*',
                '**/history/*',
                '**/debugging/*',
              ],
              message: 'Arrows point from the editor-facing folders to api, never back.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['webview/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '\\.\\./src/(?!inspector/wire$|api/)',
              message: 'The page knows the wire and types of api/, nothing else.',
            },
            {
              regex: '\\.\\./src/api/',
              allowTypeImports: true,
              message: 'The page takes types of api/, never its code.',
            },
          ],
        },
      ],
    },
  },
  // the compiler checks names in JavaScript too; what JSON.parse gives has no type there
  {
    files: ['**/*.{mjs,cjs}'],
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-undef': 'off' },
  },
);
