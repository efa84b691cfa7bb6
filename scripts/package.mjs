// Makes the package that users install: out/customer-hierarchy-inspector-<version>.vsix
import './nodeVersion.mjs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { root, run } from './processes.mjs';
import { runMain, SetupError } from './setup.mjs';

/**
 * Builds for production and packs.
 *
 * @returns {Promise<string>} the VSIX's path
 */
export async function packageExtension() {
  await build({ production: true });
  const vsix = await vsixPath();
  await mkdir(path.dirname(vsix), { recursive: true });
  await rm(vsix, { force: true });
  const { code, output } = await run(process.execPath, [
    path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
    'package',
    '--no-dependencies',
    // there is no repository address yet that pictures could be taken from
    '--no-rewrite-relative-links',
    ...['--out', vsix],
  ]);
  if (code !== 0) throw new SetupError(`vsce could not pack the extension:\n${output}`);
  return vsix;
}

/** @returns {Promise<string>} where the VSIX of the present version lies, or will */
export async function vsixPath() {
  /** @type {unknown} */
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const { name, version } = /** @type {{name: string, version: string}} */ (manifest);
  return path.join(root, 'out', `${name}-${version}.vsix`);
}

if (process.argv[1] === path.join(root, 'scripts', 'package.mjs')) {
  await runMain(async () => console.log(`Packed ${path.relative(root, await packageExtension())}`));
}
