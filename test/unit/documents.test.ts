import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, boldPhrases, relativeLinks } from './markdown';
import { readManifest } from '../vscode/manifest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const markdownIn = (folder: string) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name));

const pages = markdownIn('docs');
const documents = [...markdownIn('.'), ...pages];
/** What a user reads to find out what there is. */
const guide = ['README.md', ...pages];

const { contributes } = readManifest() as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
};

test.each(documents)('%s leads to no file, picture or heading that is not there', (document) => {
  const dead = relativeLinks(read(document)).filter(({ file, anchor }) => {
    const target = file === '' ? document : path.posix.join(path.posix.dirname(document), file);
    if (!existsSync(path.join(root, target))) return true;
    return anchor !== '' && !anchorsOf(read(target)).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test('README.md and the table of the pages lead to every page', () => {
  const ledTo = (document: string) =>
    relativeLinks(read(document)).map(({ file }) =>
      path.posix.join(path.posix.dirname(document), file),
    );
  expect(ledTo('README.md')).toContain('docs/README.md');
  expect(pages.length).toBeGreaterThan(5);
  for (const page of pages.filter((name) => name !== 'docs/README.md'))
    expect(ledTo('docs/README.md')).toContain(page);
});

/** What stands out of a text: in bold letters, or as code. */
function namesIn(text: string): readonly string[] {
  const asCode = [...text.matchAll(/`(?:Customer Hierarchy: )?([^`\n]+)`/g)];
  return [...boldPhrases(text), ...asCode.map(([, name = '']) => name)];
}

test('every command is told of', () => {
  const told = new Set(guide.flatMap((document) => namesIn(read(document))));
  const untold = contributes.commands.map(({ title }) => title).filter((title) => !told.has(title));
  expect(untold).toEqual([]);
});

test('commands, settings and views that are named are there', () => {
  const views = Object.values(contributes.views).flat();
  const there = new Set([
    ...contributes.commands.map(({ command }) => command),
    ...Object.keys(contributes.configuration.properties),
    ...views.map(({ id }) => id),
  ]);
  const named = guide.flatMap((document) =>
    [...read(document).matchAll(/\bcustomerHierarchy\.\w+/g)].map(([name]) => name),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !there.has(name))).toEqual([]);
});

test('what a page has in bold letters is written so on the screen', () => {
  const sentences = [
    ...Object.keys(JSON.parse(read('l10n/bundle.l10n.de.json')) as object),
    ...Object.values(JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>),
    // of VS Code itself
    ...['SSH', 'WSL', 'Dev Container', 'Codespaces', 'Help: About'],
  ];
  const onScreen = new Set(sentences);
  const withFigures = (phrase: string) => phrase.replaceAll(/\d+/g, '{count}');
  const others = pages.flatMap((page) =>
    boldPhrases(read(page)).filter(
      (phrase) => !onScreen.has(phrase) && !onScreen.has(withFigures(phrase)),
    ),
  );
  expect(others).toEqual([]);
});
