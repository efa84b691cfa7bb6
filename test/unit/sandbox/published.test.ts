import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { askChildren, askParent, parentCalled, rowsOf } from './asking';

const PUBLISHED = [
  ['Published: tom sawyer', 'published-parentChildCustomer-2023.json'],
  ['Published: WeChat', 'published-parentCustomer-2021.json'],
] as const;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** The text as published, without insignificant white space. */
function compact(file: URL): string {
  return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
}

test.each(PUBLISHED)(
  '%s is served field for field, in the published order',
  async (label, file) => {
    const asked = await askParent(sandbox, parentCalled(sandbox, label));
    expect(asked.text).toBe(compact(new URL(`fixtures/${file}`, import.meta.url)));
  },
);

test('a published child has as many children as published', async () => {
  const asked = await askChildren(sandbox, '919620653502', { source: 'INSTORE' });
  expect(rowsOf(asked)).toHaveLength(2);
});

test('the published answers are the same for every seed and chain of roles', async () => {
  const other = await startSandbox({ seed: 99, roles: 2, customers: 0 });
  for (const [label] of PUBLISHED) {
    const asked = await askParent(other, parentCalled(other, label));
    expect(asked.text).toBe((await askParent(sandbox, parentCalled(sandbox, label))).text);
  }
  await other.close();
});
