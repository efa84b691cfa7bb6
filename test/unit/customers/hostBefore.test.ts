import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LevelRow, Row } from '../../../src/customers/rows';
import { rowWords } from '../../../src/customers/rowWords';
import { sandboxForest, type SandboxForest } from './sandboxForest';

const ASHA = '919800000001';

let box: SandboxForest;
let root: LevelRow;
/** The same sandbox by another name: to whoever asks, another host. */
let elsewhere: string;

beforeEach(async () => {
  box = await sandboxForest();
  box.pageSize = 5;
  elsewhere = box.sandbox.origin.replace('127.0.0.1', 'localhost');
  const planted = box.plant({ identifierValue: ASHA });
  if (planted.kind !== 'root') throw new Error('No parent was planted.');
  root = planted;
  await box.open(root);
  await box.forest.level(root).more();
});
afterEach(() => box.close());

const kinds = (rows: readonly Row[]) => rows.map(({ kind }) => kind);
const count = (row: LevelRow) => box.forest.level(row).state.listing.customers.length;
const hosts = (row: LevelRow) =>
  new Set(
    box.forest
      .level(row)
      .state.listing.pages.map(({ exchange }) => new URL(exchange.request.url).origin),
  );
const description = (row: Row) => rowWords(row, box.facts).description;

/** The children of the first customer that has some. */
function below(): LevelRow {
  for (const row of box.forest.children(root))
    if (row.kind === 'customer' && (row.customer.noOfChildren ?? 0) > 0) {
      const children = box.forest.childrenRow(row);
      if (children !== undefined) return children;
    }
  throw new Error('No customer has children.');
}

describe('after the host of a connection changed', () => {
  it('rows stay, are marked as what they are, and nothing is asked by itself', async () => {
    const children = below();
    const asked = box.sent.length;
    box.origin = elsewhere;
    const rows = await box.open(root);
    expect(count(root)).toBe(10);
    const [note] = rows;
    if (note?.kind !== 'note') throw new Error('There is no note above the rows.');
    expect(rowWords(note, box.facts)).toEqual({
      label: `From ${box.sandbox.origin}, where this connection led before.`,
      description: 'Click to ask anew.',
    });
    expect(description(root)).toContain(`from ${box.sandbox.origin}`);
    // nor is the host of now asked for the children of somebody that the other one knew
    expect(kinds(box.forest.children(children))).toEqual(['note']);
    expect(box.sent).toHaveLength(asked);
  });

  it('Load More begins anew, and mixes no rows of two hosts', async () => {
    box.origin = elsewhere;
    await box.forest.more(root);
    expect(box.sent.at(-1)).toMatchObject({ offset: 0 });
    expect(hosts(root)).toEqual(new Set([elsewhere]));
    expect(count(root)).toBe(5);
    expect(kinds(box.forest.children(root))).not.toContain('note');
    expect(description(root)).not.toContain('from ');
    await box.forest.more(root);
    expect(hosts(root)).toEqual(new Set([elsewhere]));
    expect(count(root)).toBe(10);
  });

  it.each(['more', 'retry', 'all'] as const)(
    'whatever goes on in a level (%s) begins it anew',
    async (way) => {
      box.sandbox.inject({ fault: 'forbidden', times: 1 });
      await box.forest.more(root);
      expect(box.forest.level(root).state.phase).toBe('failed');
      box.origin = elsewhere;
      const level = box.forest.level(root);
      if (way === 'all') await level.all(new AbortController().signal, () => undefined);
      else await level[way]();
      expect(hosts(root)).toEqual(new Set([elsewhere]));
      expect(box.sent.filter(({ offset }) => offset === 0)).toHaveLength(2);
    },
  );

  it('refresh asks anew, and what is below follows when it is looked at', async () => {
    const children = below();
    await box.open(children);
    box.origin = elsewhere;
    expect(kinds(box.forest.children(children))).toContain('note');
    // also from further down: what is there hangs on what is above
    await box.forest.refresh(children);
    expect(hosts(root)).toEqual(new Set([elsewhere]));
    const again = below();
    expect(again.id).toBe(children.id);
    await box.open(again);
    expect(hosts(again)).toEqual(new Set([elsewhere]));
    expect(kinds(box.forest.children(again))).not.toContain('note');
  });

  it('rows stay where asking anew fails, and can be asked for again', async () => {
    const children = below();
    await box.open(children);
    const asked = box.sent.length;
    box.origin = elsewhere;
    box.sandbox.inject({ fault: 'forbidden', times: 1 });
    await box.forest.refresh(root);
    expect(kinds(box.forest.children(root)).slice(0, 2)).toEqual(['error', 'note']);
    expect(count(root)).toBe(10);
    // the children of whom the other host knew are not asked for meanwhile
    expect(kinds(box.forest.children(children))[0]).toBe('note');
    expect(box.sent).toHaveLength(asked + 1);
    box.forest.retryFailed('box', () => true);
    await box.forest.level(root).show();
    expect(hosts(root)).toEqual(new Set([elsewhere]));
  });

  it('an answer on its way is marked as of the host that it comes from', async () => {
    const loading = box.forest.level(root).more();
    box.origin = elsewhere;
    await loading;
    expect(hosts(root)).toEqual(new Set([box.sandbox.origin]));
    expect(kinds(box.forest.children(root))[0]).toBe('note');
  });

  it('and back, all is as it was', () => {
    box.origin = elsewhere;
    expect(kinds(box.forest.children(root))[0]).toBe('note');
    box.origin = box.sandbox.origin;
    expect(kinds(box.forest.children(root))[0]).toBe('customer');
  });
});
