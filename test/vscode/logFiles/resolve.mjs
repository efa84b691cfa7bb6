const standIn = new URL('./writer.mjs', import.meta.url).href;

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  return specifier === '@vscode/spdlog'
    ? { url: standIn, format: 'module', shortCircuit: true }
    : next(specifier, context);
}
