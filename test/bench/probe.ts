import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/processes.mjs';

/**
 * Bundles a module of this folder that exports `run(): Promise<void>`, for an extension host to load.
 *
 * @returns the bundle's file
 */
export async function bundleProbe(name: string): Promise<string> {
  const outfile = path.join(root, 'out', 'build', `${name}.js`);
  await build({
    entryPoints: [path.join(root, 'test', 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  return outfile;
}
