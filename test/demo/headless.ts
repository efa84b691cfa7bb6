import assert from 'node:assert/strict';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { root, temporaryFolder } from '../../scripts/processes.mjs';
import { below, printRows } from '../vscode/treeRows';
import type { TreeView } from '../vscode/treeView';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { missingProgram } from './curl';
import { InspectorPage } from './inspectorPage';
import { compareWithCurl, doMainJob, type Witness } from './mainJob';
import { pictureFolder, publishPictures, takePictures } from './pictures';

/** Both as high as whole rows of the tree. */
const roomy = { width: 1440, height: 894 };
/** For the pictures that are packed: a third fewer bytes, and the letters stay large in README.md. */
const published = { width: 1280, height: 762 };

export interface DemoOptions {
  /** Put the pictures that README.md shows into media/. */
  readonly renewPictures: boolean;
}

/**
 * Does the main job in a browser that nobody sees, prints what it saw and leaves pictures in out/demo/.
 * Rejects at the first thing that does not hold.
 *
 * @returns what could not be tried, for the person at the keyboard; undefined where all of it held
 */
export async function run({ renewPictures }: DemoOptions): Promise<string | undefined> {
  await rm(pictureFolder, { recursive: true, force: true });
  const project = temporaryFolder('demo-');
  const folder = path.join(project.folder, 'loyalty-service');
  await mkdir(folder);
  const workbench = await openWorkbench({
    folder,
    viewport: roomy,
    settings: { 'window.title': '${rootName}' },
  });
  const witness: Witness = {
    picture: (name) => takePictures(workbench, name),
    say: (text) => console.log(`\n${text}`),
  };
  try {
    await workbench.openView('Customer Hierarchy');
    await workbench.widenSideBar(465);
    const { comparedWithCurl } = await doMainJob(workbench, witness);
    await showHierarchy(workbench, witness);
    await visitPublishedParents(workbench, witness);
    if (renewPictures) await publishPictures();
    const where = `Pictures: ${path.relative(root, pictureFolder)}/${renewPictures ? ' and media/' : ''}`;
    if (!comparedWithCurl) return `${without(missingProgram() ?? 'curl')}\n${where}`;
    console.log(`\nAll of it held. ${where}`);
    return undefined;
  } catch (error) {
    await workbench.screenshot(path.join(pictureFolder, 'failed.png'));
    throw error;
  } finally {
    await workbench.close();
    await project.remove();
  }
}

function without(program: string): string {
  return `All of it held but for one step that could not be tried: ${program} is missing, which runs the copied command. Install ${program} (on Debian: apt-get install ${program}), and try again.`;
}

/** Three levels and a profile of the third, beside the answer that they were read from. */
async function showHierarchy(workbench: Workbench, { picture }: Witness): Promise<void> {
  const tree = workbench.tree('Customers');
  await workbench.page.setViewportSize(published);
  await tree.expand('919800000001', 'Arjun Nair');
  await workbench.tree('Connections').close();
  await tree.inlineAction('Open Inspector', 'Arjun Nair', 'Javier Castillo');
  const inspector = new InspectorPage(workbench);
  await inspector.strip('2 rows, offset 0');
  await tree.toTop();
  await picture('hierarchy');
  await inspector.toggleForm();
  await inspector.openTab('Request');
  await picture('request');
  await tree.inlineAction('Open Inspector', '919800000001');
  await inspector.strip('14 rows, offset 0');
  await inspector.openTab('Map');
  await inspector.openInMap('Arjun Nair');
  await picture('map');
  await workbench.runCommand('Customer Hierarchy: Mask or Show Personal Data');
  await tree.row('91•••••••001');
  await picture('masked');
  await workbench.runCommand('Customer Hierarchy: Mask or Show Personal Data');
  await tree.row('919800000001');
  await workbench.runCommand('Customer Hierarchy: Add Connection…');
  await workbench.quickInput.shown();
  await workbench.quickInput.answer('Production');
  await workbench.quickInput.focused('eu.api.capillarytech.com');
  await picture('connect');
  await workbench.quickInput.escape();
  await inspector.openTab('JSON');
  await inspector.toggleForm();
  await tree.collapse('919800000001');
  await workbench.page.setViewportSize(roomy);
}

const publishedParents = [
  {
    label: 'Published: tom sawyer',
    root: '917799889933',
    answer: 'published-parentChildCustomer-2023.json',
    customers: ['tom sawyer', 'Lalit Sharma'],
    holds: 'tom.sawyer@',
    rows: '2 rows, offset 0',
  },
  {
    label: 'Published: WeChat',
    root: '918933445577',
    answer: 'published-parentCustomer-2021.json',
    customers: ['Capillary Customer'],
    holds: 'regcm0000000000182418',
    rows: '2 rows, offset 0',
  },
] as const;

/** The two answers that the API's own documentation publishes: tree, inspector and curl show them whole. */
async function visitPublishedParents(workbench: Workbench, witness: Witness): Promise<void> {
  const tree = workbench.tree('Customers');
  const inspector = new InspectorPage(workbench);
  for (const parent of publishedParents) {
    await workbench.runCommand('Customer Hierarchy: Try the Sandbox');
    await workbench.quickInput.pick(parent.label);
    for (const customer of parent.customers) {
      await tree.expand(parent.root, customer);
      await tree.expand(parent.root, customer, /^(INSTORE|WECHAT)/);
    }
    witness.say(`An answer that the API's documentation publishes (${parent.answer}):`);
    witness.say(await printBranch(tree, parent.root));
    await tree.inlineAction('Open Inspector', parent.root);
    await inspector.strip(parent.rows);
    // the answer before may have had as many rows
    await inspector.jsonShows(parent.holds);
    const shown: unknown = JSON.parse(await inspector.jsonText());
    assert.deepEqual(shown, await publishedAnswer(parent.answer), parent.label);
    await witness.picture(parent.answer.replace(/\.json$/, ''));
    await compareWithCurl(workbench, witness);
    await tree.collapse(parent.root);
  }
}

async function printBranch(tree: TreeView, label: string): Promise<string> {
  const rows = await tree.rows();
  const at = rows.findIndex((row) => row.level === 1 && row.label === label);
  return printRows([...rows.slice(at, at + 1), ...below(rows, at)]);
}

async function publishedAnswer(name: string): Promise<unknown> {
  const file = path.join(root, 'test', 'unit', 'sandbox', 'fixtures', name);
  return JSON.parse(await readFile(file, 'utf8'));
}
