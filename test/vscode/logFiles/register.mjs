// Preloaded into VS Code's server: it writes log files without the native module, which nobody built.
import * as module from 'node:module';
import { standInFor } from './resolve.mjs';

/**
 * Newer than the types: without a thread of its own, which every process of VS Code would pay for.
 *
 * @typedef {(specifier: string, context: object, next: (specifier: string, context: object) => object) => object} Resolve
 * @typedef {(hooks: {resolve: Resolve}) => void} RegisterHooks
 */
const { registerHooks } = /** @type {{registerHooks?: RegisterHooks}} */ (
  /** @type {object} */ (module)
);

if (registerHooks === undefined) module.register('./resolve.mjs', import.meta.url);
else
  registerHooks({
    resolve: (specifier, context, next) => standInFor(specifier) ?? next(specifier, context),
  });
