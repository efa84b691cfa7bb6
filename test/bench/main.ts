import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/processes.mjs';
import { measureActivation } from './activation';
import { measureCancelling } from './cancelling';
import { measureCurl } from './curl';
import { measureDebugger } from './debugger';
import { measureExpansion } from './expansion';
import { figureLine, isOk, type Figure } from './figure';
import { measureFuzz } from './fuzz';
import { measureJson } from './json';
import { measureMap } from './map';
import { panelKilobytes } from './panelSize';
import { measurePageOverhead } from './pageOverhead';
import { measureSandbox } from './sandbox';
import { measureSnippets } from './snippets';
import { measureSoak } from './soak';
import { measureTable } from './table';
import { measureWalk } from './walk';

type Part = (vsix: string) => Promise<readonly Figure[]>;

/** In the order in which they run. */
const parts: Readonly<Record<string, Part>> = {
  sizes: measureSizes,
  sandbox: measureSandbox,
  client: async () => [await measurePageOverhead(), await measureCancelling()],
  fuzz: measureFuzz,
  curl: measureCurl,
  snippets: measureSnippets,
  walk: measureWalk,
  activation: measureActivation,
  expansion: measureExpansion,
  debugger: measureDebugger,
  table: measureTable,
  map: measureMap,
  json: measureJson,
  soak: measureSoak,
};

/**
 * Prints each figure as it is there; false when one is not within its limits.
 *
 * @param wanted names of the parts to measure; all of them when it is empty
 */
export async function main(vsix: string, wanted: readonly string[]): Promise<boolean> {
  const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Error(`No part is named ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}.`);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const figure of await measure(vsix)) {
      figures.push(figure);
      console.log(figureLine(figure));
    }
  }
  await mkdir(path.join(root, 'out'), { recursive: true });
  const report = `[\n  ${figures.map(figureLine).join(',\n  ')}\n]\n`;
  await writeFile(path.join(root, 'out', 'bench.json'), report);
  return figures.every(isOk);
}

async function measureSizes(vsix: string): Promise<readonly Figure[]> {
  const kilobytes = async (file: string) => (await stat(file)).size / 1024;
  const bundle = path.join(root, 'dist', 'extension.js');
  return [
    { name: 'vsix-kb', value: await kilobytes(vsix), unit: 'kb', limit: 900 },
    { name: 'host-bundle-kb', value: await kilobytes(bundle), unit: 'kb', limit: 60 },
    { name: 'panel-kb', value: await panelKilobytes(), unit: 'kb', limit: 190 },
  ];
}
