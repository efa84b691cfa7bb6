import { beforeEach, expect, test } from 'vitest';
import type { Page } from '../../../src/api/page';
import type { CustomersRequest } from '../../../src/api/query';
import type { HierarchyMap, OpenHierarchyMap } from '../../../src/inspector/hierarchyMaps';
import { PanelMap } from '../../../src/inspector/panelMap';
import type { MapToPage } from '../../../src/inspector/wireMap';

const request: CustomersRequest = {
  connectionId: 'box',
  query: {
    associationEntityType: 'parentCustomer',
    identifierType: 'mobile',
    identifierValue: '919800000001',
    limit: 50,
    offset: 0,
    includeNoOfChildren: true,
    includeCustomerAssociateDetail: true,
  },
};

let run = 1;
let done: string[] = [];
let posted: MapToPage[] = [];
let posts: ((message: MapToPage) => void)[] = [];
beforeEach(() => {
  run = 1;
  done = [];
  posted = [];
  posts = [];
});

/** A panel's map whose maps write down what is done with them. */
function panelMap(openMap?: OpenHierarchyMap): PanelMap {
  return new PanelMap({
    openMap:
      openMap ??
      (({ run: of }, post) => {
        posts.push(post);
        const map: HierarchyMap = {
          show: () => done.push(`show ${of}`),
          nameAgain: () => done.push(`name ${of} again`),
          load: (node) => done.push(`load ${of}: ${node}`),
          loadWhole: () => {
            done.push(`load all of ${of}`);
            return Promise.resolve();
          },
          stop: () => done.push(`stop ${of}`),
          request: (node) => (node === 1 ? request : undefined),
          dispose: () => done.push(`dispose ${of}`),
        };
        return Promise.resolve(map);
      }),
    session: {
      get shown() {
        return { run, page: { query: request.query } as Page, earlier: [] };
      },
      request,
      open: () => {
        done.push('inspect');
        return Promise.resolve();
      },
    },
    post: (message) => posted.push(message),
    save: () => Promise.resolve(),
  });
}

test('looked at again, the map of the same answer is shown again, not made anew', async () => {
  const map = panelMap();
  await map.handle({ kind: 'openMap' });
  map.follow();
  await map.handle({ kind: 'openMap' });
  expect(done).toEqual(['show 1', 'show 1']);
});

test('with another answer the map of the one before is let go, and says nothing more', async () => {
  const map = panelMap();
  await map.handle({ kind: 'openMap' });
  run = 2;
  map.follow();
  await map.handle({ kind: 'openMap' });
  expect(done).toEqual(['show 1', 'dispose 1', 'show 2']);
  for (const [index, post] of posts.entries())
    post({ kind: 'mapProgress', run: index + 1, progress: { isRunning: true, sentence: '' } });
  expect(posted.map((message) => message.run)).toEqual([2]);
});

test('inspects the children of a node that has something to ask by, and of no other', async () => {
  const map = panelMap();
  await map.handle({ kind: 'openMap' });
  await map.handle({ kind: 'inspectNode', run: 1, node: 2 });
  expect(done).toEqual(['show 1']);
  await map.handle({ kind: 'inspectNode', run: 1, node: 1 });
  expect(done).toEqual(['show 1', 'inspect']);
});

test('does nothing that the map of another answer was meant by', async () => {
  const map = panelMap();
  run = 2;
  await map.handle({ kind: 'openMap' });
  for (const of of [1, 3]) {
    await map.handle({ kind: 'loadMap', run: of, node: 1 });
    await map.handle({ kind: 'loadWholeMap', run: of });
    await map.handle({ kind: 'inspectNode', run: of, node: 1 });
  }
  expect(done).toEqual(['show 2']);
  await map.handle({ kind: 'loadMap', run: 2, node: 1 });
  await map.handle({ kind: 'loadWholeMap', run: 2 });
  expect(done).toEqual(['show 2', 'load 2: 1', 'load all of 2']);
});

test('a map that could not be loaded is told of once, and can be asked for again', async () => {
  let attempts = 0;
  const map = panelMap(() => {
    attempts++;
    return Promise.reject(new Error('The bundle is not there.'));
  });
  await expect(map.handle({ kind: 'openMap' })).rejects.toThrow('The bundle is not there.');
  await expect(map.handle({ kind: 'openMap' })).rejects.toThrow('The bundle is not there.');
  expect(attempts).toBe(2);
});

test('a switch of the masks names everybody again, after everything else has had its turn', async () => {
  const map = panelMap();
  await map.handle({ kind: 'openMap' });
  const named = map.nameAgain();
  const turn = new Promise<void>((resolve) => setImmediate(resolve));
  for (let step = 0; step < 20; step++) await Promise.resolve();
  expect(done).toEqual(['show 1']);
  await Promise.all([turn, named]);
  expect(done).toEqual(['show 1', 'name 1 again']);
});
