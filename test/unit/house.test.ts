import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
/** Made by commands, not by people. */
const made = new Set(['node_modules', 'dist', 'out']);

/** The plan of CONTRIBUTING.md: what is at the top, and below src/ in its order. */
const plan = /```\nsrc\/\n(.*?)```/s.exec(read('CONTRIBUTING.md'))?.[1] ?? '';
const inSrc = [...plan.matchAll(/^ {2}([\w.]+)\/? {2,}\S/gm)].map(([, name = '']) => name);
const rooms = inSrc.filter((name) => !name.endsWith('.ts'));
const sharedFiles = inSrc.filter((name) => name.endsWith('.ts') && name !== 'extension.ts');

interface SourceFile {
  /** From the root of the project, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .map((name) => ({ name, text: read(name) }));
}

test('the plan names what is there, and nothing else', () => {
  expect([...inSrc].sort()).toEqual(readdirSync(path.join(root, 'src')).sort());
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !made.has(entry.name))
    .map(({ name }) => name);
  const planned = [...plan.matchAll(/^([\w.]+)\/ {2,}\S/gm)].map(([, name = '']) => name);
  expect(['src', ...planned].sort()).toEqual(folders.sort());
});

test('the plan names every kind of test', () => {
  const words = /^test\/(.*)$/ms.exec(plan)?.[1] ?? '';
  for (const folder of readdirSync(path.join(root, 'test')))
    expect(words).toMatch(new RegExp(`\\b${folder}\\b`));
});

test('the README leads to the same rooms', () => {
  const named = [...read('README.md').matchAll(/^src\/(\w+)\/ {2,}\S/gm)].map(
    ([, name = '']) => name,
  );
  expect(named.sort()).toEqual([...rooms].sort());
});

test.each(rooms)('%s imports from the rooms above it alone', (room) => {
  const above = room === 'sandbox' ? [] : rooms.slice(0, rooms.indexOf(room));
  const shared = sharedFiles
    .map((file) => file.replace('.ts', ''))
    // a word for translators is nothing that the other side of the wire could get wrong
    .filter((file) => room !== 'sandbox' || file === 'sentence');
  const allowed = new Set([room, ...above, ...shared]);
  const files = sourceFiles(`src/${room}`);
  expect(files.length).toBeGreaterThan(0);
  const wrong = files.flatMap(({ name, text }) =>
    // also what is loaded on first use, and types
    [...text.matchAll(/(?:from|import\(?) ?'(\.[^']+)'/g)]
      .map(([, to = '']) => path.posix.join(path.posix.dirname(name), to))
      .filter((to) => !allowed.has(to.split('/')[1] ?? ''))
      .map((to) => `${name} → ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('nothing is named after having no name', () => {
  const names = ['src', 'webview', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter(
      (name) => !name.includes('node_modules'),
    ),
  );
  expect(names.length).toBeGreaterThan(100);
  const nameless = /(?:^|[/\\])(?:utils?|helpers?|misc|common)(?:[./\\]|$)/i;
  expect(names.filter((name) => nameless.test(name))).toEqual([]);
});

test('files are named in camel case', () => {
  const files = [...sourceFiles('src'), ...sourceFiles('webview')];
  const isCamelCase = ({ name }: SourceFile) => /\/[a-z][a-zA-Z0-9]*(?:\.d)?\.ts$/.test(name);
  expect(files.filter((file) => !isCamelCase(file)).map(({ name }) => name)).toEqual([]);
});

test('no text leads to a document that is not here', () => {
  const documents = new Set(
    [...readdirSync(root), ...readdirSync(path.join(root, 'docs'))]
      .filter((name) => name.endsWith('.md'))
      .map((name) => name.toLowerCase()),
  );
  // tests and bench write them, into out/
  documents.add('fault-matrix.md');
  documents.add('snippets.md');
  const wrong = [...sourceFiles('src'), ...sourceFiles('webview'), ...sourceFiles('test')].flatMap(
    ({ name, text }) =>
      [...text.matchAll(/\b[\w-]+\.md\b/g)]
        .filter(([document]) => !documents.has(document.toLowerCase()))
        .map(([document]) => `${name}: ${document}`),
  );
  expect(wrong).toEqual([]);
});
