import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readManifest } from '../vscode/manifest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const document = read('SECURITY.md');

/** The numbered lines, each with the tests that the comments below it name. */
const lines = document
  .split(/^(?=\d+\. |## )/m)
  .filter((part) => /^\d+\. /.test(part))
  .map((part) => ({
    number: Number(/^\d+/.exec(part)?.[0]),
    tests: [...part.matchAll(/<!-- (\S+\.test\.ts): (.+?) -->/g)].map(
      ([, file = '', title = '']) => ({ file, title }),
    ),
  }));

test('the lines are numbered from 1 on', () => {
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1));
});

test.each(lines)('line $number of the document has a test that is there', ({ tests }) => {
  expect(tests).not.toEqual([]);
  for (const { file, title } of tests) {
    const titles = [...read(file).matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)+)\1/g)].map(
      ([, , text = '']) => text.replaceAll(/\\(.)/g, '$1'),
    );
    expect(
      titles.some((text) => text.includes(title)),
      `${file}: ${title}`,
    ).toBe(true);
  }
});

test('every claim of the document is one of its numbered lines', () => {
  const sections = document.split(/^## /m).slice(1);
  const claims = sections.filter(
    (section) => !/^(?:Reporting|From whom|What is not protected)/.test(section),
  );
  expect(claims.length).toBe(7);
  for (const section of claims) {
    const [, ...rest] = section.split('\n');
    const others = rest.filter((line) => !/^(?:\d+\. .*| *<!-- .* -->|)$/.test(line));
    expect(others).toEqual([]);
  }
});

test('no setting of a folder counts before the folder is trusted', () => {
  const manifest = readManifest() as {
    readonly capabilities: {
      readonly untrustedWorkspaces: {
        readonly supported: unknown;
        readonly restrictedConfigurations: readonly string[];
      };
      readonly virtualWorkspaces: unknown;
    };
    readonly contributes: {
      readonly configuration: {
        readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
      };
    };
  };
  const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
  // VS Code reads the list only where support is said to be limited
  expect(untrustedWorkspaces.supported).toBe('limited');
  const { properties } = manifest.contributes.configuration;
  const ofFolders = Object.keys(properties).filter(
    (name) => properties[name]?.scope !== 'application',
  );
  expect([...untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(ofFolders.sort());
  expect(properties['customerHierarchy.connections']?.scope).toBe('application');
  expect(virtualWorkspaces).toBe(true);
});
