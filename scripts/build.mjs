// Bundles the extension, the panel's page, the sandbox's command line and the host tests into dist/.
import './nodeVersion.mjs';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lazyBundles } from './lazyBundles.mjs';
import { root } from './processes.mjs';
import { ensurePackages, runMain, SetupError } from './setup.mjs';
import { writeThirdParty } from './thirdParty.mjs';
import { vscodeModule } from './vscodeModule.mjs';

const dist = path.join(root, 'dist');
const source = path.join(root, 'src');

/** Only form uploads need it, and it is the larger half of axios. @type {import('esbuild').Plugin} */
const withoutFormData = {
  name: 'without-form-data',
  setup(build) {
    build.onResolve({ filter: /^form-data$/ }, () => ({ path: 'form-data', namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
      contents: 'export default undefined;',
    }));
  },
};

/**
 * @param {{watch?: boolean, production?: boolean}} [options] `production`: minified, without source
 *   maps and host tests, and with what each bundle consists of in out/meta.json, in a bill of materials
 *   and in the notices of others
 * @returns {Promise<void>} with `watch`, once the first build is done; the process then stays
 */
export async function build({ watch = false, production = false } = {}) {
  await ensurePackages();
  const esbuild = await import('esbuild');
  await rm(dist, { recursive: true, force: true });

  /** @type {import('esbuild').BuildOptions} */
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: !production,
    metafile: true,
    logLevel: 'warning',
    legalComments: 'none',
  };
  /** @type {import('esbuild').BuildOptions} */
  const node = {
    ...shared,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    plugins: [withoutFormData],
    // VS Code answers require('vscode') but not import('vscode')
    supported: { 'dynamic-import': false },
  };

  /** @type {import('esbuild').BuildOptions[]} */
  const builds = [
    {
      ...node,
      entryPoints: { extension: 'src/extension.ts' },
      outdir: dist,
      plugins: [withoutFormData, vscodeModule(source), lazyBundles(source, esbuild, watch)],
    },
    { ...node, entryPoints: { 'sandbox-cli': 'src/sandbox/cli.ts' }, outdir: dist },
    {
      ...shared,
      minify: true,
      entryPoints: ['webview/main.ts', 'webview/picture.ts'],
      outdir: path.join(dist, 'webview'),
      platform: 'browser',
      target: 'chrome128',
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      loader: { '.svg': 'text', '.ttf': 'file' },
    },
  ];
  if (!production) {
    builds.push({ ...node, entryPoints: await hostTests(), outdir: path.join(dist, 'test') });
  }

  // types alone, which need no compiler
  await mkdir(dist, { recursive: true });
  await copyFile(path.join(source, 'programs', 'extensionApi.ts'), path.join(dist, 'api.d.ts'));

  if (watch) {
    for (const options of builds) {
      const context = await esbuild.context({ ...options, logLevel: 'info' });
      await context.watch();
    }
    return;
  }
  const results = await Promise.all(builds.map((options) => esbuild.build(options))).catch(() => {
    // esbuild has said why
    throw new SetupError('The build failed.');
  });
  if (!production) return;
  const inputs = await writeMeta(results.map(({ metafile }) => metafile));
  await writeThirdParty(inputs, dist);
}

/** Every test file there is, so that none can be forgotten. */
async function hostTests() {
  const folder = path.join(root, 'test', 'host');
  const files = await readdir(folder, { recursive: true });
  return ['suite.ts', ...files.filter((file) => file.endsWith('.test.ts'))].map((file) =>
    path.join(folder, file),
  );
}

/**
 * @param {(import('esbuild').Metafile | undefined)[]} parts
 * @returns {Promise<string[]>} files that bundles are made of
 */
async function writeMeta(parts) {
  /** @type {import('esbuild').Metafile} */
  const meta = { inputs: {}, outputs: {} };
  for (const part of parts) {
    Object.assign(meta.inputs, part?.inputs);
    Object.assign(meta.outputs, part?.outputs);
  }
  await mkdir(path.join(root, 'out'), { recursive: true });
  await writeFile(path.join(root, 'out', 'meta.json'), JSON.stringify(meta));
  return Object.keys(meta.inputs);
}

if (process.argv[1] === path.join(root, 'scripts', 'build.mjs')) {
  await runMain(() =>
    build({
      watch: process.argv.includes('--watch'),
      production: process.argv.includes('--production'),
    }),
  );
}
