import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/processes.mjs';
import { measureActivation } from './activation';
import { measureCancelling } from './cancelling';
import { measureExpansion } from './expansion';
import { figureLine, isOk, type Figure } from './figure';
import { measureFuzz } from './fuzz';
import { measureJson } from './json';
import { measureCurl } from './curl';
import { panelKilobytes } from './panelSize';
import { measurePageOverhead } from './pageOverhead';
import { measureSandbox } from './sandbox';
import { measureSnippets } from './snippets';
import { measureSoak } from './soak';
import { measureTable } from './table';

/** Prints each figure as it is there; false when one exceeds its limit. */
export async function main(vsix: string): Promise<boolean> {
  const figures: Figure[] = [];
  const steps: readonly (() => Promise<readonly Figure[]>)[] = [
    () => measureSizes(vsix),
    measureSandbox,
    async () => [await measurePageOverhead(), await measureCancelling()],
    measureFuzz,
    measureCurl,
    measureSnippets,
    () => measureActivation(vsix),
    () => measureExpansion(vsix),
    () => measureTable(vsix),
    () => measureJson(vsix),
    measureSoak,
  ];
  for (const step of steps) {
    for (const figure of await step()) {
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
    { name: 'vsix-kb', value: await kilobytes(vsix), unit: 'kb', limit: 700 },
    { name: 'host-bundle-kb', value: await kilobytes(bundle), unit: 'kb', limit: 60 },
    { name: 'panel-kb', value: await panelKilobytes(), unit: 'kb', limit: 190 },
  ];
}
