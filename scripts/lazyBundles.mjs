import path from 'node:path';

/**
 * Turns each `import('./some/file')` of the extension into a bundle of its own, `dist/some-file.js`,
 * that is loaded when that line runs. The bundles are found by building: nobody keeps a list.
 *
 * What two bundles import is in both, so nothing may rely on `instanceof` or on state of a module
 * across a dynamic import.
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

/** @param {string} folder @param {string} file */
function isInside(folder, file) {
  return file.startsWith(folder + path.sep);
}
