import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/processes.mjs';

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** package.json with its sentences in their places, as VS Code reads it in English. */
export function readManifest(): unknown {
  const texts = read('package.nls.json') as Readonly<Record<string, string>>;
  const withTexts = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(/^%([^%]+)%$/, (key, name: string) => texts[name] ?? key);
    if (Array.isArray(value)) return value.map(withTexts);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withTexts(part)]));
  };
  return withTexts(read('package.json'));
}
