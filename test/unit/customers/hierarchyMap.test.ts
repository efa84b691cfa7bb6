import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHeldPage } from '../../../src/api/answer';
import type { Page } from '../../../src/api/page';
import { HierarchyMapOfAnswer } from '../../../src/customers/hierarchyMap';
import type { MapNode, MapToPage } from '../../../src/inspector/wireMap';
import { maskingWhile } from '../../../src/privacy/masking';
import { SHOWCASE_MOBILE } from '../../../src/sandbox/showcase';
import { figuresOf } from '../../../src/figures';
import { l10n } from '../connections/l10n';
import { sandboxForest, type SandboxForest } from './sandboxForest';

let box: SandboxForest;
beforeEach(async () => {
  box = await sandboxForest();
});
afterEach(() => box.close());

interface Seen {
  readonly map: HierarchyMapOfAnswer;
  readonly said: MapToPage[];
  isMasked: boolean;
  /** Resolves with the nodes below one once nothing is loading there. */
  readonly below: (node: number) => Promise<readonly MapNode[]>;
  /** Every node that was sent, by its number. */
  readonly nodes: () => ReadonlyMap<number, MapNode>;
}

/** The map of the showcase family's first answer. */
async function open(limit = 50, like: (page: Page) => Page = (page) => page): Promise<Seen> {
  const query = {
    associationEntityType: 'parentCustomer',
    identifierType: 'mobile',
    identifierValue: SHOWCASE_MOBILE,
    limit,
    offset: 0,
    includeNoOfChildren: true,
    includeCustomerAssociateDetail: true,
  } as const;
  const answer = await box.page(query);
  if (answer.kind !== 'page') throw new Error(`The sandbox answered ${answer.kind}.`);
  const page = like(answer);
  const said: MapToPage[] = [];
  const listeners = new Set<() => void>();
  const mask = { isOn: false };
  const map = new HierarchyMapOfAnswer(
    {
      api: { page: (_, asked, options) => box.page(asked, options) },
      connection: () => box.connection,
      identifierPreference: () => ['mobile', 'email', 'externalId', 'cardnumber'],
      concurrentRequests: () => 4,
      masking: maskingWhile(() => mask.isOn),
      l10n,
      figures: figuresOf('en'),
      post(message) {
        said.push(message);
        for (const listener of listeners) listener();
      },
    },
    { run: 1, request: { connectionId: 'box', query: page.query }, page },
  );
  const latest = (node: number) =>
    said.findLast((one) => one.kind === 'mapLevel' && one.level.of === node);
  const seen: Seen = {
    map,
    said,
    get isMasked() {
      return mask.isOn;
    },
    set isMasked(isOn) {
      mask.isOn = isOn;
    },
    nodes: () => {
      const found = new Map<number, MapNode>();
      for (const one of said)
        if (one.kind === 'mapLevel') for (const node of one.level.nodes) found.set(node.id, node);
      return found;
    },
    below: (node) =>
      new Promise((resolve) => {
        const look = () => {
          const level = latest(node);
          if (level?.kind !== 'mapLevel' || level.level.phase === 'loading') return;
          listeners.delete(look);
          resolve(
            said.flatMap((one) =>
              one.kind === 'mapLevel' && one.level.of === node ? one.level.nodes : [],
            ),
          );
        };
        listeners.add(look);
        look();
      }),
  };
  return seen;
}
/** Loads the first level to its end. */
async function wholeLevel(
  map: HierarchyMapOfAnswer,
  below: Seen['below'],
): Promise<readonly MapNode[]> {
  let nodes = await below(0);
  for (let before = -1; nodes.length !== before && nodes.length < 14;) {
    before = nodes.length;
    map.load(0);
    nodes = await below(0);
  }
  return nodes;
}
const called = (nodes: Iterable<MapNode>, name: string): MapNode => {
  const found = [...nodes].find((node) => node.name === name);
  if (found === undefined) throw new Error(`Nobody in the map is called ${name}.`);
  return found;
};

test('begins with the answer that is there, without asking again', async () => {
  const { below } = await open();
  const asked = box.sent.length;
  expect(await below(0)).toHaveLength(14);
  expect(box.sent).toHaveLength(asked);
});

test('asks for the children of a node by its identifier when it is opened', async () => {
  const { map, below } = await open();
  const arjun = called(await below(0), 'Arjun Nair');
  expect(arjun).toMatchObject({ children: 4, canOpen: true, isDefault: true });
  map.load(arjun.id);
  expect(await below(arjun.id)).toHaveLength(4);
  expect(box.sent.at(-1)).toMatchObject({ identifierValue: '919800001001', offset: 0 });
  expect(map.request(arjun.id)?.query.identifierValue).toBe('919800001001');
});

test('the whole hierarchy is read once, page by page, and everyone is in the map', async () => {
  const { map, said, nodes } = await open(5);
  await map.loadWhole();
  const end = said.findLast((one) => one.kind === 'mapProgress');
  expect(end).toMatchObject({
    progress: { isRunning: false, sentence: 'All 59 customers are in the map.' },
  });
  expect(nodes().size).toBe(59);
  const questions = box.sent.map(({ identifierValue, offset }) => `${identifierValue} ${offset}`);
  expect(new Set(questions).size).toBe(questions.length);
});

test('stopped, it says what is missing, and goes on from there', async () => {
  const { map, said, nodes } = await open(5);
  const whole = map.loadWhole();
  map.stop();
  await whole;
  expect(said.findLast((one) => one.kind === 'mapProgress')).toMatchObject({
    progress: { isRunning: false, sentence: expect.stringMatching(/^Stopped: /) as string },
  });
  await map.loadWhole();
  expect(nodes().size).toBe(59);
});

test('a level that got fewer than announced says so, and the server is asked for it anew', async () => {
  const { map, said, below, nodes } = await open(2);
  const arjun = called(await wholeLevel(map, below), 'Arjun Nair');
  box.sandbox.inject({ fault: 'ignores-offset' });
  await map.loadWhole();
  expect(said.findLast((one) => one.kind === 'mapProgress')).toMatchObject({
    progress: {
      sentence: expect.stringContaining('with fewer than the server announced') as string,
    },
  });
  expect(
    said.findLast((one) => one.kind === 'mapLevel' && one.level.of === arjun.id),
  ).toMatchObject({ level: { phase: 'stuck' } });
  box.sandbox.clearFaults();
  map.load(arjun.id);
  expect(await below(arjun.id)).not.toHaveLength(0);
  await map.loadWhole();
  expect(said.findLast((one) => one.kind === 'mapProgress')).toMatchObject({
    progress: { sentence: 'All 59 customers are in the map.' },
  });
  expect(nodes().size).toBe(59);
});

test('a level that fails says why, and can be asked again', async () => {
  const { map, said, below } = await open();
  const arjun = called(await below(0), 'Arjun Nair');
  box.sandbox.inject({ fault: 'html-200' });
  map.load(arjun.id);
  await below(arjun.id);
  expect(said.at(-1)).toMatchObject({ level: { of: arjun.id, phase: 'failed' } });
  box.sandbox.clearFaults();
  map.load(arjun.id);
  expect(await below(arjun.id)).toHaveLength(4);
});

test('while personal data is masked it says nothing of anybody', async () => {
  const seen = await open();
  await seen.below(0);
  seen.said.length = 0;
  seen.isMasked = true;
  seen.map.show();
  await seen.below(0);
  const text = JSON.stringify(seen.said);
  expect(text).toContain('mapLevel');
  for (const told of ['Arjun', 'Nair', '919800001001', SHOWCASE_MOBILE])
    expect(text).not.toContain(told);
});

test('personal data masked, it says every name again, and the first ones first', async () => {
  const seen = await open();
  const before = await seen.below(0);
  seen.said.length = 0;
  seen.isMasked = true;
  seen.map.nameAgain();
  const kinds = () => seen.said.map(({ kind }) => kind);
  await expect.poll(kinds).toEqual(['mapNames']);
  const again = seen.said.flatMap((one) => (one.kind === 'mapNames' ? one.nodes : []));
  expect(again.map(({ id }) => id)).toEqual([0, ...before.map(({ id }) => id)]);
  expect(again.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['91•••••••001', 'A•• N••']),
  );
  for (const told of ['Arjun', 'Nair', '919800001001', SHOWCASE_MOBILE])
    expect(JSON.stringify(again)).not.toContain(told);
});

test('of what a program holds it begins with that, and asks for nothing', async () => {
  const heldBy = { kind: 'program', name: 'response' } as const;
  const seen = await open(50, (page) => {
    // as the endpoint answers where nobody wants to know how many children there are
    const text = page.text.replaceAll(/,"noOfChildren":\d+/g, '');
    const held = readHeldPage(text, heldBy, 1);
    if (held === undefined) throw new Error('This is a page.');
    return held;
  });
  const asked = box.sent.length;
  const nodes = await seen.below(0);
  expect(nodes).toHaveLength(14);
  expect(called(nodes, 'Arjun Nair').pointer).toMatch(/^.entity.customers/);
  expect(box.sent).toHaveLength(asked);
});
