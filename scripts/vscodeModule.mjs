import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Gives all modules of a bundle one view of VS Code's API, with the names that the source uses. Left to
 * itself, esbuild copies the hundreds of names of that API once for each module that imports it, each
 * time that the bundle is loaded: half of what activating the extension costs.
 *
 * @param {string} source the folder whose modules use the API
 * @returns {import('esbuild').Plugin}
 */
export function vscodeModule(source) {
  return {
    name: 'vscode-module',
    setup(build) {
      build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
        namespace === 'vscode-module'
          ? { path: 'vscode', external: true }
          : { path: 'vscode', namespace: 'vscode-module' },
      );
      build.onLoad({ filter: /.*/, namespace: 'vscode-module' }, async () => {
        const names = [...(await namesUsed(source))].sort();
        return {
          contents: `const api = require('vscode');\n${names
            .map((name) => `export const ${name} = api.${name};`)
            .join('\n')}`,
          loader: 'js',
          resolveDir: source,
        };
      });
    },
  };
}

/** Types are among them; as values they are undefined, and nobody asks for them. @param {string} source */
async function namesUsed(source) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const file of await readdir(source, { recursive: true })) {
    if (!file.endsWith('.ts')) continue;
    const text = await readFile(path.join(source, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/\bvscode\.([A-Za-z]\w*)/g)) names.add(name);
  }
  return names;
}
