import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './processes.mjs';
import { SetupError } from './setup.mjs';

/**
 * Bundles a TypeScript module of the harness into out/build/ and imports it, because Node 20 does
 * not run TypeScript.
 *
 * @template T
 * @param {string} entry relative to the project's folder
 * @returns {Promise<T>} the module
 */
export async function importHarness(entry) {
  /** @type {unknown} */
  const module = await import(pathToFileURL(await bundleHarness(entry)).href);
  return /** @type {T} */ (module);
}

/**
 * @param {string} entry relative to the project's folder
 * @returns {Promise<string>} the bundle, for Node to run
 */
export async function bundleHarness(entry) {
  const { build } = await import('esbuild');
  const outfile = path.join(root, 'out', 'build', entry.replace(/\.ts$/, '.mjs'));
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [scriptsStayOutside],
  }).catch(() => {
    // esbuild has said why
    throw new SetupError(`${entry} could not be bundled.`);
  });
  return outfile;
}

/**
 * The scripts are not copied into the bundle: they keep count of the programs that run.
 *
 * @type {import('esbuild').Plugin}
 */
const scriptsStayOutside = {
  name: 'scripts-stay-outside',
  setup(build) {
    build.onResolve({ filter: /\/scripts\/[\w-]+\.mjs$/ }, ({ path: file, resolveDir }) => ({
      path: pathToFileURL(path.resolve(resolveDir, file)).href,
      external: true,
    }));
  },
};
