import path from 'node:path';

/**
 * Modules that most bundles need, and activation does not: each is a bundle of its own, loaded with the
 * first that imports it. Copied into all of them, they were a fifth of the package.
 */
const shared = [
  'api/contract.ts',
  'api/customers.ts',
  'api/exactJson.ts',
  'api/identifiers.ts',
  'api/json.ts',
  'api/walk.ts',
  'connections/errorSentences.ts',
  'connections/waitingSentences.ts',
  'inspector/departureWords.ts',
  'privacy/masking.ts',
  'privacy/maskJson.ts',
  'privacy/maskValue.ts',
  'snippets/codeTargets.ts',
  'snippets/unwritable.ts',
  'snippets/writtenCode.ts',
];

/**
 * Turns each `import('./some/file')` of the extension into a bundle of its own, `dist/some-file.js`,
 * that is loaded when that line runs. The bundles are found by building: nobody keeps a list.
 *
 * What two bundles import is in both, unless it is one of the `shared` modules, so nothing may rely on
 * `instanceof` or on state of a module across a dynamic import.
 *
 * @param {string} source the folder whose dynamic imports count
 * @param {typeof import('esbuild')} esbuild
 * @param {boolean} watch
 * @returns {import('esbuild').Plugin}
 */
export function lazyBundles(source, esbuild, watch) {
  /** Module of each bundle that is built already, by bundle name. @type {Map<string, string>} */
  const known = new Map();

  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'lazy-bundles',
    setup(build) {
      /** @type {Map<string, string>} */
      const found = new Map();
      build.onStart(() => found.clear());

      build.onResolve({ filter: /^\.{1,2}\// }, async (args) => {
        // asked by the line below
        if (args.pluginData === resolving) return undefined;
        if (!isInside(source, args.importer)) return undefined;
        const isShared =
          args.kind === 'import-statement' && sharedNames.has(path.basename(args.path));
        if (args.kind !== 'dynamic-import' && !isShared) return undefined;
        const { path: file, errors } = await build.resolve(args.path, {
          kind: 'import-statement',
          resolveDir: args.resolveDir,
          importer: args.importer,
          pluginData: resolving,
        });
        if (errors.length > 0) return { errors };
        const relative = path.relative(source, file).split(path.sep).join('/');
        if (isShared && !shared.includes(relative)) return undefined;
        const name = relative.replace(/\.[^.]+$/, '').replaceAll(/[\\/]/g, '-');
        found.set(name, file);
        return { path: `./${name}.js`, external: true };
      });

      build.onEnd(async (result) => {
        const added = [...found].filter(([name]) => !known.has(name));
        if (result.errors.length > 0 || added.length === 0) return undefined;
        for (const [name, file] of added) known.set(name, file);
        const options = {
          ...build.initialOptions,
          entryPoints: Object.fromEntries(added),
          plugins: build.initialOptions.plugins?.filter(({ name }) => name !== plugin.name),
        };
        options.plugins = [...(options.plugins ?? []), plugin];
        if (watch) {
          const context = await esbuild.context(options);
          await context.watch();
          return undefined;
        }
        const { errors, warnings, metafile } = await esbuild.build(options);
        if (result.metafile !== undefined && metafile !== undefined) {
          Object.assign(result.metafile.inputs, metafile.inputs);
          Object.assign(result.metafile.outputs, metafile.outputs);
        }
        return { errors, warnings };
      });
    },
  };
  return plugin;
}

const resolving = Symbol('resolving');
const sharedNames = new Set(shared.map((file) => path.basename(file, '.ts')));

/** @param {string} folder @param {string} file */
function isInside(folder, file) {
  return file.startsWith(folder + path.sep);
}
