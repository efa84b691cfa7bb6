import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addConnection } from './addConnection';
import { useWorkbench } from './useWorkbench';

const PARENT = '919800000002';
const patient = { timeout: 20_000 };
/** People of the sandbox whose names and fields are markup, links, icons and escapes. */
const MARKUP = /^<img src=x onerror=alert\(1\)> \[click\]\(command:workbench\.action\.quit\)/;
const ICONS = /^\$\(star\) \$\{HOME\} \{name\} ␛\[31mred/;
const HOSTILE =
  '<img src=x onerror=alert(1)> [click](command:workbench.action.quit) ![](https://example.com/p.png) $(star)';

describe('what servers say', () => {
  const workbench = useWorkbench();
  let api: Server;
  let id = '';
  const run = (command: string, argument?: unknown): Promise<unknown> =>
    workbench().executeCommand(`customerHierarchy.${command}`, argument);
  const tree = () => workbench().tree('Customers');
  const person = (identifierValue: string) => ({
    request: {
      connectionId: 'sandbox',
      query: {
        associationEntityType: 'parentChildCustomer',
        identifierType: 'mobile',
        identifierValue,
        limit: 5,
      },
    },
  });

  /** What any of it would have become, in all that the window shows. */
  async function madeOfText(): Promise<readonly string[]> {
    const found = await Promise.all(
      workbench()
        .page.frames()
        .map((frame) =>
          frame
            .evaluate(() =>
              [
                ...document.querySelectorAll(
                  'img[src="x"], img[src*="example.com"], a[href*="workbench.action.quit"], a[data-href*="workbench.action.quit"], .codicon-star, [onerror], [onclick]',
                ),
              ].map((element) => element.outerHTML),
            )
            .catch(() => []),
        ),
    );
    return found.flat();
  }

  beforeAll(async () => {
    api = createServer((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json', 'x-cap-requestid': HOSTILE });
      const error = { status: false, code: 8015, message: HOSTILE };
      response.end(JSON.stringify({ errors: [error], warnings: [] }));
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    await workbench().openView('Customer Hierarchy');
    await run('startSandbox', { parent: 0 });
    id = await addConnection(workbench(), api, HOSTILE.slice(0, 80));
    await workbench().notifications.clear();
  });
  afterAll(() => {
    api.closeAllConnections();
    api.close();
  });

  it('stays text in rows and their tooltips', async () => {
    await run('inspectParent', {
      connectionId: 'sandbox',
      associationEntityType: 'parentCustomer',
      identifierType: 'mobile',
      identifierValue: PARENT,
    });
    await workbench().tree('Connections').close();
    await tree().expand(PARENT);
    for (const name of [MARKUP, ICONS]) {
      await tree().tooltip(name === MARKUP ? 'onerror' : 'red', PARENT, name);
      expect(await madeOfText()).toEqual([]);
    }
    await tree().expand(PARENT, ICONS);
    await tree().expand(PARENT, ICONS, 'Extended fields');
    await tree().row(PARENT, ICONS, 'Extended fields', /^html <a href="https:\/\/example\.com"/);
    const profile = [PARENT, ICONS, 'INSTORE profile'] as const;
    await tree().expand(...profile);
    await tree().expand(...profile, 'Custom fields');
    await tree().row(...profile, 'Custom fields', /^link \[click\]\(command:workbench/);
    await tree().row(...profile, 'Custom fields', /^<b>bold<\/b> <script>/);
    expect(await madeOfText()).toEqual([]);
  });

  it('stays text in the inspector and in documents', async () => {
    for (const mobile of ['919800002021', '919800002032']) {
      await run('openInspector', person(mobile));
      const page = await workbench().webview('#inspector');
      await page.locator('.json-place', { hasText: mobile }).waitFor();
      expect(await madeOfText()).toEqual([]);
      await run('openJson', person(mobile));
      const document = workbench().page.locator('.monaco-editor .view-lines', { hasText: mobile });
      await document.first().waitFor();
      expect(await madeOfText()).toEqual([]);
      await workbench().executeCommand('workbench.action.closeActiveEditor');
    }
  });

  it('stays text in messages, in the status bar and in the row of a failure', async () => {
    await run('useConnection', { connectionId: id });
    await run('testConnection', { connectionId: id });
    const { text } = await workbench().notifications.shown('8015');
    expect(text).toContain('<img src=x onerror=alert(1)>');
    expect(text).toContain('command:workbench.action.quit');
    expect(await madeOfText()).toEqual([]);
    await workbench().notifications.clear();
    const failed = await run('inspectParent', {
      connectionId: id,
      associationEntityType: 'parentCustomer',
      identifierType: 'externalId',
      identifierValue: HOSTILE,
    });
    const row = /^<img src=x onerror=alert\(1\)> \[click\]\(command:\S+\) !/;
    await tree().tooltip('onerror', row);
    expect(await madeOfText()).toEqual([]);
    await run('removeParent', { rowId: (failed as { rowId: string }).rowId });
    await workbench().notifications.shown('was removed from the view');
    expect(await madeOfText()).toEqual([]);
  });
});

describe('a page that went wild', () => {
  const workbench = useWorkbench();
  const post = async (messages: 'many' | 'odd'): Promise<void> => {
    const page = await workbench().webview('#inspector');
    await page.evaluate((which) => {
      const { tapPost } = globalThis as unknown as { tapPost: (message: unknown) => void };
      const huge = 'x'.repeat(1_000_000);
      for (let at = 0; at < 10_000; at++) {
        if (which === 'many')
          tapPost(at % 2 === 0 ? { kind: 'openJson' } : { kind: 'act', action: 'openSettings' });
        else tapPost(at % 1000 === 0 ? { kind: huge } : { kind: 'executeCommand', at });
      }
    }, messages);
  };

  it('does not keep the extension host from its work, nor fill the log', async () => {
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 0 });
    await workbench().executeCommand('customerHierarchy.openInspector', {
      request: {
        connectionId: 'sandbox',
        query: { identifierType: 'mobile', identifierValue: '919800000001', limit: 5 },
      },
    });
    const page = await workbench().webview('#inspector');
    await page.locator('.json-place', { hasText: 'entity' }).waitFor();
    const lines = () =>
      workbench()
        .server.log('Customer Hierarchy')
        .split('\n')
        .filter((line) => line.includes('The inspector page'));
    await post('odd');
    await post('many');
    await expect.poll(lines, patient).toHaveLength(1);
    const tested = await workbench().executeCommand('customerHierarchy.testConnection', {
      connectionId: 'sandbox',
    });
    expect(tested).toMatchObject({ kind: 'works' });
    // and so does the page, once it has come to its senses
    await expect
      .poll(async () => {
        // a document that the page asked for may come late, and take its place in front
        await workbench().executeCommand('customerHierarchy.openInspector');
        const sane = await workbench().webview('#inspector');
        const clicked = sane.locator('[data-name=run]').click({ timeout: 2000 });
        if (
          !(await clicked.then(
            () => true,
            () => false,
          ))
        )
          return 0;
        return sane.locator('.strip', { hasText: '200' }).count();
      }, patient)
      .toBeGreaterThan(0);
    const tabs = await workbench().page.locator('.tabs-container .tab').count();
    expect(tabs).toBeLessThan(80);
    expect(lines()).toHaveLength(1);
  });
});

describe('the policy of the page', () => {
  const workbench = useWorkbench();

  it('is watched: what it stops is known to the tests', async () => {
    await workbench().executeCommand('customerHierarchy.openInspector');
    const page = await workbench().webview('#inspector');
    expect(workbench().webviews.violations).toEqual([]);
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.src = 'https://example.invalid/pixel.png';
      document.body.append(image);
    });
    await expect.poll(() => workbench().webviews.violations, patient).toHaveLength(1);
    expect(workbench().webviews.violations.splice(0)[0]).toMatch(
      /^img-src stopped https:\/\/example/,
    );
  });
});
