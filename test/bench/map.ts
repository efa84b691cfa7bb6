import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Webview } from '../vscode/webview';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { median, type Figure } from './figure';

/** Customers of the company, and below each of them; 10,000 in all. */
const UPPER = 100;
const LOWER = 99;
const COMPANY = '918933445577';
const RUNS = 5;

/**
 * 10,000 customers as a map. Laid out and drawn: from a click on "expand all" until the whole picture is
 * on screen, the middle of a few times. Panned: the time that 95 of 100 frames stay below while the
 * picture is dragged, both seen whole, where every customer is drawn, and from near, where each that is
 * in view has its name; the slower of the two counts.
 */
export async function measureMap(vsix: string): Promise<readonly Figure[]> {
  const api = await startApi();
  const settings = { 'customerHierarchy.requestsPerMinute': 100_000 };
  const workbench = await openWorkbench({ vsix, logFiles: false, settings });
  try {
    const page = await openMap(workbench, (api.address() as AddressInfo).port);
    const drawn: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await page.locator('[data-name=collapseAllNodes]').click();
      drawn.push(await untilDrawn(page));
    }
    const whole = await panned(page);
    for (let step = 0; step < 30; step++) await page.locator('[data-name=zoomIn]').click();
    const near = await panned(page);
    return [
      { name: 'map-10k-ms', value: median(drawn), unit: 'ms', limit: 150 },
      { name: 'map-pan-p95-ms', value: Math.max(whole, near), unit: 'ms', limit: 25 },
    ];
  } finally {
    await workbench.close();
    api.closeAllConnections();
    api.close();
  }
}

/** The map of the whole hierarchy, every level read. */
async function openMap(workbench: Workbench, port: number): Promise<Webview> {
  const added = await workbench.executeCommand('customerHierarchy.addConnection', {
    name: 'Bench',
    host: `http://127.0.0.1:${port}`,
    signIn: 'token',
    credentials: { token: 'a-token-of-the-bench' },
  });
  const { id: connectionId } = added as { readonly id: string };
  const query = { identifierType: 'mobile', identifierValue: COMPANY, limit: 200 };
  await workbench.executeCommand('customerHierarchy.openInspector', {
    request: { connectionId, query },
  });
  const page = await workbench.webview('#inspector');
  await page.locator('#tab-map').click();
  await page.locator('[data-name=loadWholeMap]').click();
  await page
    .locator('.map-status', { hasText: 'All 10,000 customers are in the map.' })
    .waitFor({ timeout: 120_000 });
  return page;
}

/** Milliseconds from a click on "expand all" until the frame with all of it was made. */
function untilDrawn(page: Webview): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        // the frame before has nothing to do with it
        requestAnimationFrame(() =>
          setTimeout(() => {
            const began = performance.now();
            document.querySelector<HTMLElement>('[data-name=expandAllNodes]')?.click();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
          }),
        );
      }),
  );
}

/** In milliseconds; the picture goes to and fro, a step for each frame. */
function panned(page: Webview): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const FRAMES = 200;
        const REACH = 40;
        const canvas = document.querySelector('.map-picture');
        const mouse = (kind: string, at: number): void => {
          const point = { clientX: 600 + at, clientY: 400 + at };
          const target = kind === 'mousedown' ? canvas : window;
          target?.dispatchEvent(new MouseEvent(kind, { bubbles: true, view: window, ...point }));
        };
        const frames: number[] = [];
        let before: number | undefined;
        const step = (now: number): void => {
          if (before !== undefined) frames.push(now - before);
          before = now;
          if (frames.length < FRAMES) {
            mouse('mousemove', Math.abs((frames.length % (2 * REACH)) - REACH));
            requestAnimationFrame(step);
            return;
          }
          mouse('mouseup', 0);
          frames.sort((a, b) => a - b);
          resolve(frames[Math.floor(frames.length * 0.95)] ?? NaN);
        };
        mouse('mousedown', 0);
        requestAnimationFrame(step);
      }),
  );
}

function startApi(): Promise<Server> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://host');
    const asked = searchParams.get('associationEntityIdentifierValue') ?? '';
    const customers =
      asked === COMPANY
        ? Array.from({ length: UPPER }, (_, at) => customer(at, LOWER))
        : Array.from({ length: LOWER }, (_, at) =>
            customer(UPPER + (Number(asked) % UPPER) * LOWER + at, 0),
          );
    const offset = Number(searchParams.get('offset') ?? 0);
    const shown = customers.slice(offset, offset + Number(searchParams.get('limit') ?? 50));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ entity: { customers: shown, count: shown.length }, success: true }),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function customer(at: number, noOfChildren: number): unknown {
  const identifiers = [{ type: 'mobile', value: `9198${String(at).padStart(8, '0')}` }];
  return {
    profiles: [
      {
        firstName: `Árpád ${at % 700}`,
        lastName: `Müller ${at}`,
        fields: {},
        identifiers,
        identifiersAll: identifiers,
        commChannels: [],
        source: 'INSTORE',
        userId: 100_000_000 + at,
        accountId: '',
        conflictingProfileList: at % 50 === 0 ? [{ userId: 1 }] : [],
        autoUpdateTime: '2023-07-21T05:54:37Z',
      },
    ],
    extendedFields: {},
    roleCode: `Role_${at % 5}`,
    createdDate: '2023-04-14T03:29:31Z',
    noOfChildren,
    defaultChild: at % 99 === 0,
  };
}
