import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import type { Webview } from '../vscode/webview';
import { median, type Figure } from './figure';

const ROWS = 30_000;
const RUNS = 3;
/** Text, and numbers. */
const COLUMNS = ['name', 'userId'] as const;

/**
 * 30,000 customers as a table: from a click on the tab to its first rows on screen, the rows being
 * asked for by that click; and from a click on a column's header to all rows sorted, and painted, of
 * the column that takes longest. The middle of a few runs, each in a panel that was made anew.
 */
export async function measureTable(vsix: string): Promise<readonly Figure[]> {
  const api = await startApi();
  const workbench = await openWorkbench({ vsix, logFiles: false });
  try {
    const { port } = api.address() as AddressInfo;
    const added = await workbench.executeCommand('customerHierarchy.addConnection', {
      name: 'Bench',
      host: `http://127.0.0.1:${port}`,
      signIn: 'token',
      credentials: { token: 'a-token-of-the-bench' },
    });
    const { id: connectionId } = added as { readonly id: string };
    const shown: number[] = [];
    const sorted = new Map<string, number[]>(COLUMNS.map((column) => [column, []]));
    for (let run = 0; run < RUNS; run++) {
      const page = await openAnswer(workbench, connectionId);
      shown.push(await untilPainted(page, '#tab-table', '.table-body .table-row'));
      // not as long as it says how many of them are there
      const all = new RegExp(`(?<! of )${ROWS.toLocaleString('en')} rows loaded`);
      await page.locator('.table-facts', { hasText: all }).waitFor();
      for (const [column, times] of sorted)
        times.push(
          await untilPainted(
            page,
            `[data-column="${column}"]`,
            `[data-column="${column}"][aria-sort="ascending"]`,
          ),
        );
      // the next panel opens with the tab of this one, and would have its rows before the click
      await page.locator('#tab-json').click();
      await workbench.executeCommand('workbench.action.closeActiveEditor');
    }
    return [
      { name: 'table-30k-ms', value: median(shown), unit: 'ms', limit: 300 },
      {
        name: 'table-30k-sort-ms',
        value: Math.max(...[...sorted.values()].map(median)),
        unit: 'ms',
        limit: 300,
      },
    ];
  } finally {
    await workbench.close();
    api.closeAllConnections();
    api.close();
  }
}

async function openAnswer(workbench: Workbench, connectionId: string): Promise<Webview> {
  await workbench.executeCommand('customerHierarchy.openInspector', {
    newPanel: true,
    request: {
      connectionId,
      query: { identifierType: 'mobile', identifierValue: '918933445577', limit: ROWS },
    },
  });
  const page = await workbench.webview('#inspector');
  await page.locator('.strip', { hasText: '30,000 rows' }).waitFor();
  // the report on the contract comes last: the machine is idle again
  await page.locator('.contract button').waitFor();
  return page;
}

/** Milliseconds from a click on one element until another one is there and painted. */
function untilPainted(page: Webview, clicked: string, awaited: string): Promise<number> {
  return page.evaluate(
    ([clicked = '', awaited = '']) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        const observer = new MutationObserver(look);
        function look(): void {
          if (document.querySelector(awaited) === null) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        }
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        document.querySelector<HTMLElement>(clicked)?.click();
        look();
      }),
    [clicked, awaited],
  );
}

function startApi(): Promise<Server> {
  const customers = Array.from({ length: ROWS }, (_, at) => customer(at));
  const body = JSON.stringify({ entity: { customers, count: ROWS }, success: true });
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** In an order that has nothing to do with that of the names. */
function customer(at: number): unknown {
  const mixed = (at * 7919) % ROWS;
  const mobile = `9198${String(mixed).padStart(8, '0')}`;
  const identifiers = [
    { type: 'mobile', value: mobile },
    { type: 'email', value: `person${mixed}@example.com` },
  ];
  return {
    profiles: [
      {
        firstName: `Árpád ${String(mixed % 1000)}`,
        lastName: `Müller ${String(mixed)}`,
        fields: { gender: at % 2 === 0 ? 'F' : 'M' },
        identifiers,
        identifiersAll: identifiers,
        commChannels: [],
        source: 'INSTORE',
        userId: 100_000_000 + mixed,
        accountId: '',
        conflictingProfileList: [],
        autoUpdateTime: '2023-07-21T05:54:37Z',
      },
    ],
    extendedFields: { city: `City ${mixed % 90}` },
    roleCode: `Role_${mixed % 5}`,
    createdDate: '2023-04-14T03:29:31Z',
    noOfChildren: mixed % 12,
    defaultChild: false,
  };
}
