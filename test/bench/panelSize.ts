import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { root } from '../../scripts/processes.mjs';

const ENTRY = 'dist/webview/main.js';

/** What the panel's page loads when it is opened first, gzipped: what it imports later does not count. */
export async function panelKilobytes(): Promise<number> {
  const meta = JSON.parse(await readFile(path.join(root, 'out', 'meta.json'), 'utf8')) as Metafile;
  const loaded = new Set<string>();
  const waiting = [ENTRY];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const output = meta.outputs[file];
    if (output === undefined) throw new Error(`The build made no ${file}.`);
    if (loaded.has(file)) continue;
    loaded.add(file);
    if (output.cssBundle !== undefined) waiting.push(output.cssBundle);
    const atOnce = output.imports.filter(({ kind }) => kind !== 'dynamic-import');
    waiting.push(...atOnce.filter(({ external }) => external !== true).map((one) => one.path));
  }
  const sizes = [...loaded].map(async (file) => gzipSync(await readFile(path.join(root, file))));
  return (await Promise.all(sizes)).reduce((sum, { length }) => sum + length, 0) / 1024;
}
