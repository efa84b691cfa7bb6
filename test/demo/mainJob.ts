import assert from 'node:assert/strict';
import { prettyPrint } from '../../src/api/json';
import type { Workbench } from '../vscode/workbench';
import { missingProgram, readExports, runInBash } from './curl';
import { InspectorPage } from './inspectorPage';

/** What somebody wants to see of the job while it is done. */
export interface Witness {
  /** A picture of the window as it is now. */
  readonly picture: (name: string) => Promise<void>;
  readonly say: (text: string) => void;
}

export interface MainJob {
  /** False where curl is missing, which the last step needs. */
  readonly comparedWithCurl: boolean;
}

/**
 * The product's main job, done as a new user does it: from the welcome view to a curl command that
 * prints the very JSON that the inspector shows. Throws at the first thing that does not hold.
 */
export async function doMainJob(workbench: Workbench, witness: Witness): Promise<MainJob> {
  await trySandbox(workbench, witness);
  await walkDown(workbench, witness);
  await inspect(workbench, witness);
  return { comparedWithCurl: await compareWithCurl(workbench, witness) };
}

async function trySandbox(workbench: Workbench, { picture, say }: Witness): Promise<void> {
  await workbench.openView('Customer Hierarchy');
  const tree = workbench.tree('Customers');
  await tree.welcome();
  await picture('welcome');
  await tree.pressWelcomeButton('Try the Sandbox');
  const children = await tree.childrenOf('919800000001');
  await tree.row('919800000001', /^Arjun Nair/);
  say(`Try the Sandbox: a parent with ${children.length} rows below it.`);
  await workbench.notifications.shown('The sandbox runs on this computer');
  await workbench.notifications.clear();
  await picture('tree');
}

async function walkDown(workbench: Workbench, { say }: Witness): Promise<void> {
  const tree = workbench.tree('Customers');
  await tree.expand('Arjun Nair');
  await tree.expand('Arjun Nair', 'Javier Castillo');
  const [grandchild] = await tree.childrenOf('Arjun Nair', 'Javier Castillo', 'Children');
  assert(grandchild, 'The grandchild level has a row.');
  await tree.expand('Arjun Nair', 'Javier Castillo', grandchild.label);
  await tree.expand('Arjun Nair', 'Javier Castillo', grandchild.label, /^INSTORE/);
  await tree.expand(
    ...(['Arjun Nair', 'Javier Castillo', grandchild.label] as const),
    'Communication channels',
  );
  const channels = await tree.childrenOf(
    ...(['Arjun Nair', 'Javier Castillo', grandchild.label] as const),
    'Communication channels',
  );
  assert(
    channels.some(({ label }) => label === 'mobile'),
    'The channels name a mobile number.',
  );
  say(await tree.print());
  await tree.collapse('Arjun Nair');
}

async function inspect(workbench: Workbench, { picture, say }: Witness): Promise<void> {
  const inspector = new InspectorPage(workbench);
  await workbench.tree('Customers').inlineAction('Open Inspector', '919800000001');
  await inspector.strip('14 rows, offset 0');
  await inspector.choose('sortOrder', 'ASC');
  await inspector.fill('limit', '5');
  await inspector.runByKeyboard();
  await inspector.strip('5 rows, offset 0');
  const first = await inspector.jsonText();
  await inspector.press('next');
  await inspector.strip('5 rows, offset 5');
  await inspector.jsonShows('firstName');
  assert.notEqual(await inspector.jsonText(), first, 'The next page is another one.');
  await picture('inspector');
  await inspector.openTab('Request');
  await inspector.openTab('JSON');
  say('Inspector: sorted ASC, limit 5, Run, Next.');
}

/**
 * Copies the inspector's request as curl, runs it in bash and compares what it prints with what is shown.
 *
 * @returns false where it could not, because bash or curl is missing
 */
export async function compareWithCurl(workbench: Workbench, { say }: Witness): Promise<boolean> {
  const inspector = new InspectorPage(workbench);
  const shown = await inspector.jsonText();
  const command = await inspector.copyCurl();
  say(command);
  await workbench.clearClipboard();
  await workbench.runCommand('Customer Hierarchy: Copy Sandbox Credentials');
  const credentials = readExports(await workbench.clipboard('export'));
  for (const secret of Object.values(credentials))
    assert(!command.includes(secret), 'The command names its credentials, it does not hold them.');
  if (missingProgram() !== undefined) {
    say(
      `${missingProgram() ?? ''} is missing on this computer, so the copied command was not run.`,
    );
    return false;
  }
  const printed = await runInBash(command, credentials);
  assert.equal(prettyPrint(printed), shown, 'curl prints what the inspector shows.');
  say(`curl printed the very JSON that the inspector shows (${shown.length} characters).`);
  return true;
}
