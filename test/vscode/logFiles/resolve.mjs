const url = new URL('./writer.mjs', import.meta.url).href;

/** @param {string} specifier */
export function standInFor(specifier) {
  return specifier === '@vscode/spdlog'
    ? { url, format: /** @type {const} */ ('module'), shortCircuit: true }
    : undefined;
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  return standInFor(specifier) ?? next(specifier, context);
}
