import { createServer, type Server } from 'node:http';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addConnection } from './addConnection';
import { useWorkbench } from './useWorkbench';

const roles = ['Manager', 'Senior_Manager', 'Employee'];

/** Row 3 has two profiles and a name that a spreadsheet would calculate. */
function customer(at: number) {
  const profile = (source: string, userId: string) => ({
    firstName: at === 3 ? '=1+1' : `Person ${String(at % 10)}`,
    lastName: String(at).padStart(5, '0'),
    fields: { gender: at % 2 === 0 ? 'F' : 'M' },
    identifiers: [
      { type: 'mobile', value: `9198000${String(at).padStart(5, '0')}` },
      { type: 'email', value: `person${at}@example.com` },
    ],
    commChannels: [],
    source,
    userId: `{{${userId}}}`,
    accountId: '',
    autoUpdateTime: '2023-07-21T05:54:37Z',
  });
  // more digits than a JavaScript number has
  const id = 9_007_199_254_740_993n + BigInt((at * 7919) % 30_011);
  return {
    profiles: [
      profile('INSTORE', String(id)),
      ...(at === 3 ? [profile('WECHAT', String(id))] : []),
    ],
    extendedFields: { city: `City ${at % 7}`, dob: '1980-05-08T00:00:00Z' },
    roleCode: roles[at % roles.length],
    createdDate: new Date(Date.UTC(2020, 0, 1 + (at % 900))).toISOString(),
    noOfChildren: (at * 31) % 12,
    defaultChild: at === 1,
  };
}

/** As many customers as the query's limit says; `nobody` has none. */
function startApi(): Promise<Server> {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://h').searchParams;
    const isNobody = query.get('associationEntityIdentifierValue') === 'nobody';
    const rows = isNobody ? 0 : Number(query.get('limit'));
    const customers = Array.from({ length: rows }, (_, at) => customer(at));
    const body = { entity: { customers, count: rows, errors: [], warnings: [] }, success: true };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body).replace(/"\{\{(\d+)\}\}"/g, '$1'));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('the table', () => {
  const workbench = useWorkbench();
  let api: Server;
  let connectionId = '';

  beforeAll(async () => {
    api = await startApi();
    connectionId = await addConnection(workbench(), api);
  });
  afterAll(() => {
    api.closeAllConnections();
    api.close();
  });

  const find = async (selector: string): Promise<Locator> =>
    (await workbench().webview('#inspector')).locator(selector);
  const sees = async (selector: string, text: string | RegExp): Promise<void> => {
    await (await find(selector)).filter({ hasText: text }).first().waitFor();
  };
  const key = (keys: string): Promise<void> => workbench().page.keyboard.press(keys);
  const inspect = async (limit: number, identifierValue = '918933445577'): Promise<void> => {
    await workbench().executeCommand('customerHierarchy.openInspector', {
      request: { connectionId, query: { identifierType: 'mobile', identifierValue, limit } },
    });
  };
  const announced = (text: string | RegExp): Promise<void> => sees('.table [role=status]', text);
  /** The text of the cell that has the keyboard. */
  const focused = async (): Promise<string> => (await find('.table-cell:focus')).innerText();
  const headers = async (): Promise<readonly string[]> =>
    (await (await find('[role=columnheader]')).allInnerTexts()).slice(0, 3);
  const column = async (name: string): Promise<readonly string[]> => {
    const header = (await find('[role=columnheader]')).filter({ hasText: name }).first();
    const at = await header.getAttribute('aria-colindex');
    return (await find(`.table-body [aria-colindex="${at}"]`)).allInnerTexts();
  };

  const widthOf = async (name: string): Promise<number> => Math.round((await boxOf(name)).width);
  const boxOf = async (name: string) => {
    const header = (await find('[role=columnheader]')).filter({ hasText: name }).first();
    const box = await header.boundingBox();
    if (box === null) throw new Error('The header is not on screen.');
    return box;
  };
  /** By the mouse, which sorts nothing; by the keyboard; and as wide as the longest value. */
  async function widen(): Promise<void> {
    const { mouse } = workbench().page;
    const box = await boxOf('Name');
    const border = { x: box.x + box.width - 3, y: box.y + 10 };
    await mouse.move(border.x, border.y);
    await mouse.down();
    await mouse.move(border.x - 60, border.y, { steps: 4 });
    await mouse.up();
    await announced(`Name is ${Math.round(box.width) - 60} pixels wide`);
    await sees('.table-facts', 'In the order of the answer');
    expect(await widthOf('Name')).toBe(Math.round(box.width) - 60);
    await (await find('[role=columnheader]')).filter({ hasText: 'Name' }).first().focus();
    await key('Shift+ArrowRight');
    await announced(`Name is ${Math.round(box.width) - 44} pixels wide`);
    expect(await focused()).toBe('Name');
    const narrow = await boxOf('Name');
    await mouse.dblclick(narrow.x + narrow.width - 3, narrow.y + 10);
    const name = (await find('.table-body [aria-colindex="1"] .table-text')).first();
    await expect
      .poll(() => name.evaluate((text) => text.scrollWidth > text.clientWidth))
      .toBe(false);
    await sees('.table-facts', 'In the order of the answer');
  }

  it('is filled when its tab is shown, and says whose order it is in', async () => {
    await workbench().executeCommand('customerHierarchy.openInspector', {});
    await (await find('vscode-panel-tab')).filter({ hasText: 'Table' }).click();
    await sees('.table .empty', 'No answer yet');
    await inspect(50);
    await sees('.table-facts', '50 rows loaded · In the order of the answer');
    await sees('.table-facts', 'Server: no sort sent');
    const grid = await find('[role=grid]');
    expect(await grid.getAttribute('aria-rowcount')).toBe('51');
    expect(await grid.getAttribute('aria-colcount')).toBe('10');
  });

  it('sorts by mouse and by keyboard, and says so', async () => {
    await (await find('[role=columnheader]')).filter({ hasText: 'Children' }).click();
    await sees('.table-facts', 'Sorted here by Children, ascending');
    await announced('Sorted by Children, 50 rows');
    const children = (await column('Children')).map(Number);
    expect(children).toEqual([...children].sort((a, b) => a - b));
    await key('ArrowLeft');
    await key('ArrowLeft');
    expect(await focused()).toBe('userId');
    await key('Enter');
    await key('Enter');
    await announced('Sorted by userId, 50 rows');
    const header = (await find('[role=columnheader]')).filter({ hasText: 'userId' });
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    const ids = (await column('userId')).map(BigInt);
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? 1 : -1)));
    await key('Enter');
    await announced('In the order of the answer, 50 rows');
    await (await find('[data-name=serverSort]')).click();
    await (await find('input[data-name=sortBy]:focus')).waitFor();
  });

  it('goes everywhere, selects and copies by keyboard alone', async () => {
    await (await find('.table-cell[tabindex="0"]')).focus();
    await key('ControlOrMeta+Home');
    expect(await focused()).toBe('Person 0 00000');
    await key('ControlOrMeta+End');
    await key('Home');
    expect(await focused()).toBe('Person 9 00049');
    await key('ControlOrMeta+a');
    await announced('50 rows selected');
    await key('Escape');
    await key('ControlOrMeta+Home');
    await key('ArrowDown');
    await key('ArrowDown');
    await key('Shift+ArrowDown');
    await announced('2 rows selected');
    await key('ArrowDown');
    await key('ArrowDown');
    await key('Space');
    await announced('3 rows selected');
    const chosen = await find('[role=row][aria-selected=true] [role=rowheader]');
    expect(await chosen.allInnerTexts()).toEqual([
      'Person 2 00002',
      '=1+1 00003',
      'Person 5 00005',
    ]);
    await workbench().clearClipboard();
    await key('ControlOrMeta+c');
    const copied = await workbench().clipboard('Name');
    await sees('.confirmation', /Copied 3 rows.*have an apostrophe/);
    const lines = copied.split('\n').map((line) => line.split('\t'));
    expect(lines).toHaveLength(4);
    expect(lines[0]?.slice(0, 4)).toEqual(['Name', 'mobile', 'email', 'userId']);
    expect(lines[2]?.[0]).toBe("'=1+1 00003");
    expect(lines[1]?.[3]).toBe("'9007199254756831");
    expect(lines[1]).toContain('2023-07-21T05:54:37Z');
  });

  it('shows the profiles of a customer, and leads to each in the JSON', async () => {
    await (await find('[role=rowheader]')).filter({ hasText: '=1+1' }).click();
    await key('+');
    await (await find('[role=rowheader][aria-expanded=true]')).waitFor();
    expect(await (await find('.table-profile')).allInnerTexts()).toEqual([
      expect.stringContaining('INSTORE'),
      expect.stringContaining('WECHAT'),
    ]);
    await key('ArrowDown');
    await key('ArrowDown');
    await key('Enter');
    await sees('.json-breadcrumb', /customers.*3.*profiles.*1/s);
    await (await find('.cm-content:focus')).waitFor();
    await (await find('vscode-panel-tab')).filter({ hasText: 'Table' }).click();
    await (await find('.table-twistie')).click();
    await (await find('.table-profile')).first().waitFor({ state: 'detached' });
  });

  it('filters the rows loaded, and says that it is those', async () => {
    await (await find('.table-cell[tabindex="0"]')).focus();
    await key('ControlOrMeta+f');
    await (await find('[data-name=filterRows]:focus')).waitFor();
    await workbench().page.keyboard.type('employee 0001');
    await announced('3 rows match');
    await sees('.table-facts', '50 rows loaded · 3 match');
    await key('ArrowDown');
    expect(await focused()).toBe('Person 1 00011');
    await (await find('[data-name=filterRows]')).fill('nobody at all');
    await sees('.table .empty', 'No row loaded has that');
    await (await find('.table .empty .link')).click();
    await sees('.table-facts', '50 rows loaded · In the order');
    expect(await focused()).toBe('Person 0 00000');
  });

  it('remembers the columns that were chosen, also for other inspectors', async () => {
    await key('ArrowUp');
    await key('Alt+Shift+ArrowRight');
    await announced('Name is column 2 of 10');
    expect(await headers()).toEqual(['mobile', 'Name', 'email']);
    await (await find('[data-name=columns]')).focus();
    await key('Enter');
    await (await find('.table-menu input:focus')).waitFor();
    await key('Space');
    await announced('mobile is hidden');
    await (await find('.table-menu input:focus[data-column="identifier:mobile"]')).waitFor();
    await (await find('.table-menu input[data-column="identifier:email"]')).focus();
    await key('Alt+ArrowUp');
    await announced('email is column 1 of 9');
    await (await find('.table-menu label')).filter({ hasText: 'gender' }).click();
    await key('Escape');
    await (await find('[data-name=columns]:focus-within')).waitFor();
    expect(await headers()).toEqual(['email', 'Name', 'userId']);
    expect((await column('gender')).slice(0, 2)).toEqual(['F', 'M']);
    const from = await (
      await find('[role=columnheader]')
    )
      .filter({ hasText: 'Name' })
      .boundingBox();
    const to = await (await find('[role=columnheader]')).filter({ hasText: 'email' }).boundingBox();
    if (from === null || to === null) throw new Error('The headers are not on screen.');
    const { mouse } = workbench().page;
    await mouse.move(from.x + 20, from.y + 10);
    await mouse.down();
    await mouse.move(to.x + 20, to.y + 10, { steps: 4 });
    await mouse.up();
    await announced('Name is column 1 of 10');
    expect(await headers()).toEqual(['Name', 'email', 'userId']);
    await widen();
    const wide = await widthOf('Name');
    await workbench().executeCommand('customerHierarchy.openInspector', {
      newPanel: true,
      request: {
        connectionId,
        query: { identifierType: 'mobile', identifierValue: '1', limit: 3 },
      },
    });
    await sees('.strip', '3 rows');
    await (await find('vscode-panel-tab')).filter({ hasText: 'Table' }).click();
    await sees('.table-facts', '3 rows loaded');
    expect(await headers()).toEqual(['Name', 'email', 'userId']);
    expect(await widthOf('Name')).toBe(wide);
    await workbench().executeCommand('workbench.action.closeActiveEditor');
    await sees('.table-facts', '50 rows loaded');
  });

  it('shows shapes alone while personal data is masked, also in copies', async () => {
    await workbench().executeCommand('customerHierarchy.maskPersonalData');
    await sees('.table-body', 'p••@e••.com');
    expect(await (await find('.table-body')).innerText()).not.toContain('example.com');
    await (await find('[role=rowheader]')).first().click();
    await workbench().clearClipboard();
    await (await find('[data-name=copyRows]')).click();
    expect(await workbench().clipboard('Name')).not.toContain('example.com');
    await workbench().executeCommand('customerHierarchy.showPersonalData');
    await sees('.table-body', 'person0@example.com');
  });

  it('says that an answer has no customers', async () => {
    await inspect(50, 'nobody');
    await sees('.table .empty', 'The answer has no customers');
  });

  it('holds 30,000 rows, of which only those in sight are in the page', async () => {
    await inspect(30_000);
    await sees('.table-facts', /^30,000 rows loaded/);
    await (await find('.table-cell[tabindex="0"]')).focus();
    await key('ControlOrMeta+End');
    await key('Home');
    expect(await focused()).toBe('Person 9 29999');
    expect(await (await find('.table-row')).count()).toBeLessThan(80);
    const row = (await find('.table-row')).filter({ hasText: 'Person 9 29999' });
    expect(await row.getAttribute('aria-rowindex')).toBe('30001');
  });

  it('has a menu of columns that fits a narrow panel', async () => {
    await inspect(50);
    await sees('.table-facts', /^50 rows loaded/);
    await workbench().executeCommand('workbench.action.closeSidebar');
    await workbench().page.setViewportSize({ width: 375, height: 800 });
    await (await find('[data-name=columns]')).click();
    await (await find('.table-menu')).waitFor();
    const menu = await (await find('.table-menu')).boundingBox();
    expect(menu?.width).toBeLessThan(320);
    await key('Escape');
  });
});
