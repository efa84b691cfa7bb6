import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Turns each `import('./some/file')` of the extension into a bundle of its own, `dist/some-file.js`,
 * that is loaded when that line runs. The bundles are found by building: nobody keeps a list. What
 * several of them import is in files that they share (`dist/chunk-….js`), so that each module is in the
 * package once, and once more where the extension's first bundle has it.
 *
 * Nothing may rely on `instanceof` or on state of a module between that first bundle and the others.
 *
 * @param {string} source the folder whose dynamic imports count
 * @param {typeof import('esbuild')} esbuild
 * @param {boolean} watch
 * @returns {import('esbuild').Plugin}
 */
export function lazyBundles(source, esbuild, watch) {
  /** File of each bundle, by its name. @type {Map<string, string>} */
  const bundles = new Map();
  /** @type {import('esbuild').BuildContext | undefined} */
  let watching;

  /** Finds dynamic imports, which stay such in what is built. @type {import('esbuild').Plugin} */
  const finder = {
    name: 'lazy-imports',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, async (args) => {
        if (args.kind !== 'dynamic-import' || !isInside(source, args.importer)) return undefined;
        const { path: file, errors } = await build.resolve(args.path, {
          kind: 'import-statement',
          resolveDir: args.resolveDir,
          importer: args.importer,
        });
        if (errors.length > 0) return { errors };
        const name = path
          .relative(source, file)
          .replace(/\.[^.]+$/, '')
          .replaceAll(/[\\/]/g, '-');
        bundles.set(name, file);
        return { path: `./${name}.js`, external: true };
      });
    },
  };

  /**
   * Builds all that is known so far, and again where that finds more.
   *
   * @param {import('esbuild').BuildOptions} first options of the extension's first bundle
   * @returns {Promise<import('esbuild').BuildResult>}
   */
  async function buildBundles(first) {
    const count = bundles.size;
    const others = (first.plugins ?? []).filter(({ name }) => name !== 'lazy-bundles');
    /** @type {import('esbuild').BuildOptions & {write: false}} */
    const options = {
      ...first,
      entryPoints: Object.fromEntries(bundles),
      // what is shared can only be told apart in modules of this kind
      format: 'esm',
      splitting: true,
      chunkNames: 'chunk-[hash]',
      sourcemap: first.sourcemap ? 'inline' : false,
      write: false,
      plugins: [...others, finder],
    };
    if (!watch) {
      const result = await esbuild.build(options);
      if (bundles.size > count) return buildBundles(first);
      await write(result.outputFiles, first);
      return result;
    }
    await watching?.dispose();
    const writer = {
      name: 'lazy-writer',
      /** @param {import('esbuild').PluginBuild} build */
      setup(build) {
        build.onEnd(async ({ errors, outputFiles = [] }) => {
          if (errors.length === 0) await write(outputFiles, first);
          if (bundles.size > count) await buildBundles(first);
        });
      },
    };
    watching = await esbuild.context({ ...options, plugins: [...(options.plugins ?? []), writer] });
    const result = await watching.rebuild();
    await watching.watch();
    return result;
  }

  /**
   * As VS Code loads them.
   *
   * @param {readonly import('esbuild').OutputFile[]} files
   * @param {import('esbuild').BuildOptions} first options of the extension's first bundle
   */
  async function write(files, { minify = false, sourcemap = false }) {
    for (const file of files) {
      const { code } = await esbuild.transform(file.text, {
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        // VS Code answers require('vscode') but not import('vscode')
        supported: { 'dynamic-import': false },
        minify,
        sourcemap: sourcemap ? 'inline' : false,
        legalComments: 'none',
      });
      await mkdir(path.dirname(file.path), { recursive: true });
      await writeFile(file.path, code);
    }
  }

  return {
    name: 'lazy-bundles',
    setup(build) {
      finder.setup(build);
      let built = 0;
      build.onEnd(async (result) => {
        if (result.errors.length > 0 || bundles.size === built) return undefined;
        const { errors, warnings, metafile } = await buildBundles(build.initialOptions);
        built = bundles.size;
        if (result.metafile !== undefined && metafile !== undefined) {
          Object.assign(result.metafile.inputs, metafile.inputs);
          Object.assign(result.metafile.outputs, metafile.outputs);
        }
        return { errors, warnings };
      });
    },
  };
}

/** @param {string} folder @param {string} file */
function isInside(folder, file) {
  return file.startsWith(folder + path.sep);
}
