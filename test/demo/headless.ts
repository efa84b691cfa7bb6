import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/processes.mjs';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { InspectorPage } from './inspectorPage';
import { compareWithCurl, doMainJob, type Witness } from './mainJob';

const pictures = path.join(root, 'out', 'demo');

/**
 * Does the main job in a browser that nobody sees, prints what it saw and leaves pictures in out/demo/.
 * Rejects at the first thing that does not hold.
 */
export async function run(): Promise<void> {
  const workbench = await openWorkbench({ viewport: { width: 1440, height: 900 } });
  try {
    await doMainJob(workbench, witness(workbench, 'dark'));
    await visitPublishedParents(workbench, witness(workbench, 'dark'));
    await showInLightTheme(workbench, witness(workbench, 'light'));
    console.log(`\nAll of it held. Pictures: ${path.relative(root, pictures)}/`);
  } catch (error) {
    await workbench.screenshot(path.join(pictures, 'failed.png'));
    throw error;
  } finally {
    await workbench.close();
  }
}

function witness(workbench: Workbench, theme: 'dark' | 'light'): Witness {
  return {
    picture: async (name) => {
      // the pointer's own hover would cover what is to be seen
      await workbench.page.mouse.move(700, 890);
      await workbench.screenshot(path.join(pictures, `${name}-${theme}.png`));
    },
    say: (text) => console.log(`\n${text}`),
  };
}

const publishedParents = [
  {
    label: 'Published: tom sawyer',
    root: '917799889933',
    answer: 'published-parentChildCustomer-2023.json',
    customers: ['tom sawyer', 'Lalit Sharma'],
    rows: '2 rows, offset 0',
  },
  {
    label: 'Published: WeChat',
    root: '918933445577',
    answer: 'published-parentCustomer-2021.json',
    customers: ['Capillary Customer'],
    rows: '2 rows, offset 0',
  },
] as const;

/** The two answers that the API's own documentation publishes: tree, inspector and curl show them whole. */
async function visitPublishedParents(workbench: Workbench, witness: Witness): Promise<void> {
  const tree = workbench.tree('Customers');
  const inspector = new InspectorPage(workbench);
  for (const published of publishedParents) {
    await workbench.runCommand('Customer Hierarchy: Try the Sandbox');
    await workbench.quickInput.pick(published.label);
    for (const customer of published.customers) {
      await tree.expand(published.root, customer);
      await tree.expand(published.root, customer, /^(INSTORE|WECHAT)/);
    }
    witness.say((await tree.print()).slice((await tree.print()).indexOf(published.root) - 2));
    await tree.inlineAction('Open Inspector', published.root);
    await inspector.strip(published.rows);
    const shown: unknown = JSON.parse(await inspector.jsonText());
    assert.deepEqual(shown, await publishedAnswer(published.answer), published.label);
    await witness.picture(published.answer.replace(/\.json$/, ''));
    await compareWithCurl(workbench, witness);
    await tree.collapse(published.root);
  }
}

async function publishedAnswer(name: string): Promise<unknown> {
  const file = path.join(root, 'test', 'unit', 'sandbox', 'fixtures', name);
  return JSON.parse(await readFile(file, 'utf8'));
}

async function showInLightTheme(workbench: Workbench, { picture, say }: Witness): Promise<void> {
  const inspector = new InspectorPage(workbench);
  await workbench.colourTheme('light');
  const tree = workbench.tree('Customers');
  await tree.expand('919800000001', 'Arjun Nair');
  await tree.inlineAction('Open Inspector', '919800000001');
  await inspector.strip('14 rows, offset 0');
  await picture('inspector');
  await inspector.openTab('Request');
  await picture('request');
  say('The same in a light theme.');
}
