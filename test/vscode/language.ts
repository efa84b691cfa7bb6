import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sentencesInCode, sentencesOfManifest } from '../../scripts/sentences.mjs';
import type { Profile } from './profile';

/** What translators call a language that nobody speaks, and that shows what was not translated. */
export const PSEUDO_LANGUAGE = 'qps-ploc';

/** As if the language pack were installed: VS Code's own texts stay English, extensions speak theirs. */
export async function addLanguage(profile: Profile, locale: string): Promise<void> {
  const translation = path.join(profile.folder, 'main.i18n.json');
  await writeFile(translation, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'test.language-pack' }, version: '1.0.0' }];
  const pack = { hash: 'any', label: locale, extensions, translations: { vscode: translation } };
  await writeFile(
    path.join(profile.userDataDir, 'languagepacks.json'),
    JSON.stringify({ [locale]: pack }),
  );
}

/** Gives an installed extension its texts in the pseudo-language. */
export async function speakPseudoLanguage(extension: string): Promise<void> {
  const manifest = path.join(extension, 'package.nls.json');
  // one that only a test needs has none
  const own = await readFile(manifest, 'utf8').catch(() => undefined);
  if (own === undefined) return;
  const { sentences } = await sentencesInCode();
  const bundle = Object.fromEntries([...sentences].map((text) => [text, inPseudoLanguage(text)]));
  const contributed = Object.entries(await sentencesOfManifest()).map(
    ([key, text]) => [key, inPseudoLanguage(text)] as const,
  );
  await mkdir(path.join(extension, 'l10n'), { recursive: true });
  await writeFile(
    path.join(extension, 'l10n', `bundle.l10n.${PSEUDO_LANGUAGE}.json`),
    JSON.stringify(bundle),
  );
  await writeFile(
    path.join(extension, `package.nls.${PSEUDO_LANGUAGE}.json`),
    JSON.stringify(Object.fromEntries(contributed)),
  );
}

/** Longer by a third, as German and Finnish are, with letters that no English text has. */
export function inPseudoLanguage(text: string): string {
  const accented = text
    .split(/(\{\w*\}|`[^`]*`|\]\([^)]*\)|\$\([\w~-]+\)|\n)/)
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(/[a-z]/gi, accent) : part))
    .join('');
  const longer = '~'.repeat(Math.ceil(text.length / 3));
  return `⟦${accented}${longer}⟧`;
}

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accents = 'áƀçđéƒğĥíĵķļɱñóþɋřšťúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĻṀÑÓÞɊŘŠŤÚṼŴẊÝŽ';

function accent(letter: string): string {
  return accents[plain.indexOf(letter)] ?? letter;
}

/**
 * What of a text was not translated: all but what stands between the marks of the pseudo-language, and
 * what was put into a translated sentence.
 */
export function untranslated(text: string): string {
  let rest = text;
  for (;;) {
    const less = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
    if (less === rest) return rest;
    rest = less;
  }
}
