import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { capabilities as connectionCapabilities } from '../../src/connections/capabilities';
import { capabilities as customerCapabilities } from '../../src/customers/capabilities';
import type { Row } from '../../src/customers/rows';
import { capabilities as historyCapabilities } from '../../src/history/capabilities';
import { createHistory } from '../../src/history/history';
import { readManifest } from '../vscode/manifest';
import { sandboxForest, type SandboxForest } from './customers/sandboxForest';
import { notFound, page, record, refused } from './history/records';

interface MenuEntry {
  readonly command: string;
  readonly when: string;
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { contributes } = readManifest() as Manifest;
const commands = contributes.commands.map(({ command }) => command);
const menu = (name: string) => contributes.menus[name] ?? [];

/** Capabilities that the menus of a view's rows ask for. */
function askedFor(view: string): readonly string[] {
  const clauses = menu('view/item/context').filter(({ when }) =>
    when.split(' && ').includes(`view == ${view}`),
  );
  const words = clauses.flatMap(({ when }) =>
    [...when.matchAll(/viewItem =~ \/\\b(\w+)\\b\//g)].map(([, word = '']) => word),
  );
  return [...new Set(words)].sort();
}

function wordsOf(contextValues: readonly string[]): readonly string[] {
  return [...new Set(contextValues.flatMap((value) => value.split(' ')))].filter(Boolean).sort();
}

/** The row and all that can be opened below it, as deep as told. */
async function rowsFrom(harness: SandboxForest, row: Row, depth: number): Promise<readonly Row[]> {
  if (depth === 0) return [row];
  const rows = [row];
  for (const below of await harness.open(row))
    rows.push(...(await rowsFrom(harness, below, depth - 1)));
  return rows;
}

test('menus of customer rows ask for what rows can do, and for all of it', async () => {
  const harness = await sandboxForest();
  harness.pageSize = 5;
  const rows = [
    ...(await rowsFrom(harness, harness.plant({ identifierValue: '919800000001' }), 4)),
  ];
  const parent = harness.plant({ identifierValue: '919800000002' });
  if (parent.kind === 'root') {
    const waiting = { kind: 'retry' as const, why: refused, attempt: 2, tries: 3, until: 0 };
    rows.push({ kind: 'loading', id: 'waiting', parent, waiting });
    const tooLarge = { kind: 'tooLarge', limitMegabytes: 1 } as const;
    for (const error of [notFound, refused, tooLarge, { kind: 'notSignedIn' }] as const)
      rows.push({
        kind: 'error',
        id: error.kind,
        parent,
        error,
        answer: error,
        request: parent.asked,
      });
  }
  const levelOf = (row: Parameters<typeof harness.forest.begunLevel>[0]) =>
    harness.forest.begunLevel(row);
  const values = rows.map((row) => customerCapabilities(row, levelOf));
  await harness.close();
  expect(wordsOf(values)).toEqual(askedFor('customerHierarchy.customers'));
});

test('menus of connection rows ask for what rows can do, and for all of it', () => {
  const states = [
    'signedOut',
    'otherHost',
    'unreadable',
    'failed',
    'signedIn',
    'stopped',
    'running',
  ] as const;
  const values = states.flatMap((state) =>
    [true, false].flatMap((own) =>
      [true, false].map((active) => connectionCapabilities(own, active, state)),
    ),
  );
  expect(wordsOf(values)).toEqual(askedFor('customerHierarchy.connections'));
});

test('menus of history rows ask for what rows can do, and for all of it', () => {
  // too little to keep the oldest answer
  const history = createHistory({ entries: () => 10, textLength: 100 });
  const tooLarge = { kind: 'tooLarge', limitMegabytes: 1 } as const;
  for (const answer of [page({ text: ' '.repeat(100) }), notFound, tooLarge, page()])
    history.add(record(answer), 0);
  const values = history
    .entries()
    .flatMap((entry) => [true, false].map((watched) => historyCapabilities(entry, watched)));
  expect(wordsOf(values)).toEqual(askedFor('customerHierarchy.history'));
});

test('every menu, welcome text and view names what is contributed', () => {
  const views = Object.values(contributes.views)
    .flat()
    .map(({ id }) => id);
  const entries = Object.values(contributes.menus).flat();
  for (const { command } of entries) expect(commands).toContain(command);
  for (const { when } of entries)
    for (const [, view] of when.matchAll(/\bview == (\S+)/g)) expect(views).toContain(view);
  for (const { view, contents } of contributes.viewsWelcome) {
    expect(views).toContain(view);
    for (const [, command] of contents.matchAll(/\(command:([^)]+)\)/g))
      expect(commands).toContain(command);
  }
});

test('a command that needs a row is not in the palette', () => {
  const hidden = menu('commandPalette').filter(({ when }) => when === 'false');
  const limited = menu('commandPalette').map(({ command }) => command);
  const always = commands.filter((command) => !limited.includes(command));
  expect(always.map((command) => command.replace('customerHierarchy.', ''))).toEqual([
    'inspectParent',
    'findCustomer',
    'filter',
    'openInspector',
    'chooseCurlShell',
    'exportHierarchy',
    'addConnection',
    'importConnection',
    'editConnection',
    'testConnection',
    'useConnection',
    'signIn',
    'signOut',
    'removeConnection',
    'startSandbox',
    'copySandboxCredentials',
    'injectFault',
    'stopSandbox',
    'clearRecentQueries',
    'compareWith',
    'watch',
    'stopWatching',
    'showWatchedChange',
    'clearHistory',
    'togglePersonalData',
    'showLog',
  ]);
  // and can be reached somewhere else
  const elsewhere = Object.entries(contributes.menus).flatMap(([name, entries]) =>
    name === 'commandPalette' ? [] : entries.map(({ command }) => command),
  );
  for (const { command } of hidden) expect(elsewhere).toContain(command);
});

test('every setting is read somewhere', () => {
  const source = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(path.join('src', file)))
    .join('\n');
  for (const name of Object.keys(contributes.configuration.properties))
    expect(source).toContain(`'${name.replace('customerHierarchy.', '')}'`);
});

test('the README tells every setting, with its default', () => {
  const rows = [...read('README.md').matchAll(/^\| ((?:`\w+`(?:, )?)+) \| ([^|]+) \|/gm)];
  const told = rows.flatMap(([, names = '', defaults = '']) => {
    const settings = [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    const values = settings.length === 1 ? [defaults] : defaults.split(', ');
    return settings.map((name, index) => [name, values[index]?.replaceAll('`', '')] as const);
  });
  const contributed = Object.entries(contributes.configuration.properties).map(
    ([name, { default: value }]) =>
      [name.replace('customerHierarchy.', ''), written(value)] as const,
  );
  expect(new Map(told)).toEqual(new Map(contributed));
});

function written(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : value.join(', ');
  return String(value);
}
