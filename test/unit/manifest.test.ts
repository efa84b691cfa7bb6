import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { capabilities as connectionCapabilities } from '../../src/connections/capabilities';
import { capabilities as customerCapabilities } from '../../src/customers/capabilities';
import type { Row } from '../../src/customers/rows';
import { capabilities as historyCapabilities } from '../../src/history/capabilities';
import { createHistory } from '../../src/history/history';
import { snippetTargets } from '../../src/programs/snippetText';
import { readManifest } from '../vscode/manifest';
import { readWhen, type Context } from '../vscode/whenClause';
import { sandboxForest, type SandboxForest } from './customers/sandboxForest';
import { notFound, page, record, refused } from './history/records';

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly enablement?: string;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when?: string;
    }[];
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly when?: string;
    }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly completionEvents: readonly string[];
        readonly media: { readonly image: Readonly<Record<string, string>> };
      }[];
    }[];
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly inputSchema: {
        readonly properties: Readonly<Record<string, { readonly enum?: unknown }>>;
      };
    }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { contributes } = readManifest() as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const commands = contributes.commands.map(({ command }) => command);
const menu = (name: string) => contributes.menus[name] ?? [];

/** Capabilities that the menus of a view's rows ask for. */
function askedFor(view: string): readonly string[] {
  const clauses = menu('view/item/context').filter(({ when = '' }) =>
    when.split(' && ').includes(`view == ${view}`),
  );
  const words = clauses.flatMap(({ when = '' }) =>
    [...when.matchAll(/viewItem =~ \/\\b(\w+)\\b\//g)].map(([, word = '']) => word),
  );
  return [...new Set(words)].sort();
}

/** Buttons on the row, as VS Code shows them; those at the same place are one where they are the same. */
function inlineActions(view: string, viewItem: string, context: Context): readonly string[] {
  const shown = menu('view/item/context').filter(
    ({ when = '', group = '' }) =>
      group.startsWith('inline') && readWhen(when).holds({ ...context, view, viewItem }),
  );
  return shown.map(({ command = '' }) => command);
}

/** The most that any row has. */
function expectFewButtons(view: string, contextValues: readonly string[]): void {
  for (const viewItem of new Set(contextValues))
    for (const sandboxRunning of [true, false]) {
      const context = { 'customerHierarchy.sandboxRunning': sandboxRunning };
      const buttons = inlineActions(view, viewItem, context);
      expect(new Set(buttons).size, viewItem).toBe(buttons.length);
      expect(buttons.length, `${viewItem}: ${buttons.join()}`).toBeLessThanOrEqual(2);
    }
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
  expectFewButtons('customerHierarchy.customers', values);
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
  expectFewButtons('customerHierarchy.connections', values);
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
  expectFewButtons('customerHierarchy.history', values);
});

test('every menu, welcome text and view names what is contributed', () => {
  const views = Object.values(contributes.views)
    .flat()
    .map(({ id }) => id);
  const entries = Object.values(contributes.menus).flat();
  const submenus = contributes.submenus.map(({ id }) => id);
  for (const { command, submenu } of entries) {
    if (submenu === undefined) expect(commands).toContain(command);
    else expect(submenus).toContain(submenu);
  }
  // a submenu without entries, or that nobody opens, is not there
  for (const id of submenus) {
    expect(menu(id)).not.toEqual([]);
    expect(entries.map(({ submenu }) => submenu)).toContain(id);
  }
  for (const { when = '' } of entries)
    for (const [, view] of when.matchAll(/\bview == (\S+)/g)) expect(views).toContain(view);
  for (const { view, contents } of contributes.viewsWelcome) {
    expect(views).toContain(view);
    for (const [, command = ''] of shownText(contents).matchAll(/\(command:([^)?]+)/g))
      expect([...commands, ...ofVsCode]).toContain(command);
  }
});

/** Commands of VS Code that texts lead to. */
const ofVsCode = ['workbench.trust.manage', 'workbench.action.openWalkthrough'];
/** Context keys of VS Code that clauses go by. */
const keysOfVsCode = [
  'view',
  'viewItem',
  'inputFocus',
  'listMultiSelection',
  'activeWebviewPanelId',
  'resource',
  'resourceScheme',
  'resourceExtname',
  'resourceLangId',
  'resourcePath',
  'editorHasSelection',
  'editorIsOpen',
  'debugState',
  'inDebugMode',
  'focusedView',
  'view.customerHierarchy.customers.visible',
  'isWorkspaceTrusted',
];

function shownText(key: string): string {
  return texts[key.slice(1, -1)] ?? key;
}

test('every when clause can be read, and goes by keys that somebody sets', () => {
  const source = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(path.join('src', file)))
    .join('\n');
  const clauses = [
    ...Object.values(contributes.menus).flat(),
    ...contributes.viewsWelcome,
    ...contributes.keybindings,
    ...contributes.commands.map(({ enablement }) => ({ when: enablement })),
  ].flatMap(({ when }) => when ?? []);
  expect(clauses.length).toBeGreaterThan(100);
  for (const clause of clauses)
    for (const key of readWhen(clause).keys)
      if (!keysOfVsCode.includes(key))
        expect(source.includes(`'${key}'`), `${key} in ${clause}`).toBe(true);
});

test('a when clause is read as VS Code reads it', () => {
  const holds = (clause: string, context: Context) => readWhen(clause).holds(context);
  const clause = 'view == a && (viewItem =~ /\\bmore\\b/ || !on) || resource in open';
  expect(holds(clause, { view: 'a', viewItem: 'one more', on: true })).toBe(true);
  expect(holds(clause, { view: 'a', viewItem: 'moreover', on: true })).toBe(false);
  expect(holds(clause, { view: 'a', viewItem: 'moreover' })).toBe(true);
  expect(holds(clause, { view: 'b', resource: 'x', open: ['x'] })).toBe(true);
  expect(holds("view == 'a'", { view: 'a' })).toBe(true);
  for (const wrong of ['view ==', '(on', 'a b', 'a && || b', 'view = a'])
    expect(() => readWhen(wrong), wrong).toThrow();
});

test('the Customers view says what to do in every state', () => {
  const said = (context: Context) =>
    contributes.viewsWelcome
      .filter(({ view }) => view === 'customerHierarchy.customers')
      .filter(({ when = 'true' }) => readWhen(when).holds({ isWorkspaceTrusted: true, ...context }))
      .map(({ contents }) => shownText(contents))
      .join('\n');
  const connected = (activeConnection: string) => ({
    'customerHierarchy.hasConnection': true,
    'customerHierarchy.activeConnection': activeConnection,
  });
  expect(said({ 'customerHierarchy.activeConnection': 'none' })).toMatch(
    /Try the Sandbox.*Add Connection.*tour/s,
  );
  expect(said(connected('none'))).toContain('[Use Connection…]');
  expect(said(connected('signedOut'))).toContain('[Sign In…]');
  expect(said(connected('ready'))).toMatch(/^No parent customer inspected yet\.\n\[Inspect Parent/);
  expect(said({ ...connected('ready'), isWorkspaceTrusted: false })).toContain('not trusted');
});

test('the walkthrough leads to commands and pictures that are there, and ends', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  expect(steps.length).toBeGreaterThan(4);
  for (const { description, completionEvents, media } of steps) {
    const links = [...shownText(description).matchAll(/\(command:([^)]+)\)/g)];
    expect(links).not.toEqual([]);
    for (const [, command] of links) expect(commands).toContain(command);
    expect(completionEvents).not.toEqual([]);
    for (const event of completionEvents)
      if (event.startsWith('onCommand:')) expect(commands).toContain(event.slice(10));
      else expect(event).toMatch(/^onContext:customerHierarchy\.\w+$/);
    for (const file of Object.values(media.image))
      expect(readFileSync(path.join(root, file)).length).toBeGreaterThan(1000);
  }
});

test('the tool that writes requests writes all that code can be written in', () => {
  const tool = contributes.languageModelTools.find(({ name }) => name.endsWith('makeSnippet'));
  expect(tool?.inputSchema.properties.target?.enum).toEqual(snippetTargets);
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
    name === 'commandPalette' ? [] : entries.flatMap(({ command }) => command ?? []),
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

test('a submenu is in each menu once: VS Code leaves out the second', () => {
  for (const [name, entries] of Object.entries(contributes.menus)) {
    const submenus = entries.flatMap((entry) => ('submenu' in entry ? [entry.submenu] : []));
    expect(submenus, name).toEqual([...new Set(submenus)]);
  }
});
