import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  faultsOf,
  faultsOfTranslations,
  LANGUAGES,
  sentencesInCode,
  sentencesOfManifest,
} from '../../scripts/sentences.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Readonly<
  Record<'capabilities' | 'contributes', unknown>
> & { readonly description: string };

/** What of a manifest somebody reads: texts under these names, wherever they stand. */
const shown =
  /^(?:title|shortTitle|category|label|contextualTitle|contents|altText|(?:markdown)?[dD]escription|userDescription|displayName|patternErrorMessage|errorMessage|(?:markdownD|d)eprecationMessage|(?:markdownE|e)numDescriptions|enumItemLabels)$/;

/** Texts below a value that are shown; `name` is shown of a view alone. */
function shownTexts(value: unknown, name = '', inViews = false): readonly string[] {
  if (typeof value === 'string')
    return shown.test(name) || (inViews && name === 'name') ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((part) => shownTexts(part, name, inViews));
  // of a tool: a language model reads it, and nobody else
  if (name === 'inputSchema') return [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    shownTexts(part, key, inViews || key === 'views'),
  );
}

describe('the translations', () => {
  it('have every sentence, no other one, and its placeholders', async () => {
    expect(await faultsOfTranslations()).toEqual([]);
  });

  it('are looked at in every language that there is', () => {
    const languages = readdirSync(path.join(root, 'l10n')).map((file) =>
      file.replace(/^bundle\.l10n\.(.*)\.json$/, '$1'),
    );
    expect(languages.sort()).toEqual([...LANGUAGES].sort());
  });

  it('are told from faulty ones', () => {
    const wanted = new Map([
      ['{count} rows', '{count} rows'],
      ['Run', 'Run'],
    ]);
    expect(faultsOf(wanted, { '{count} rows': '{anzahl} Zeilen', Go: 'Los' })).toEqual([
      'missing: "Run"',
      'unused: "Go"',
      'other placeholders: "{count} rows"',
    ]);
  });
});

describe('every sentence can be translated', () => {
  it('in the code: none is put together but where marked ones are said', async () => {
    const { sentences, unreadable } = await sentencesInCode();
    expect(sentences.size).toBeGreaterThan(1000);
    expect(unreadable).toEqual([expect.stringMatching(/^sentence\.ts:\d+$/)]);
  });

  it('in package.json: each is a key of package.nls.json, which has no other', async () => {
    const texts = shownTexts([manifest.description, manifest.capabilities, manifest.contributes]);
    const all = [manifest.description, ...texts];
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((text) => !/^%[^%]+%$/.test(text))).toEqual([]);
    const keys = new Set(all.map((text) => text.slice(1, -1)));
    expect([...keys].sort()).toEqual(Object.keys(await sentencesOfManifest()).sort());
  });
});
