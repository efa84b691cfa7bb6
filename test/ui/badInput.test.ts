import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox';
import { inEnglish, type Sentence } from '../../src/sentence';
import { useWorkbench } from './useWorkbench';

const parent = '918933445577';

/** How the server answers; `hang` takes the request and never answers, `down` does not listen. */
type Mood = ((response: ServerResponse, request: IncomingMessage) => void) | 'hang' | 'down';

/** An API that does as it is told, on one port for as long as the tests run. */
async function startMoodyApi() {
  let mood: Mood = children;
  const server = createServer((request, response) => {
    if (typeof mood === 'function') mood(response, request);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    origin: `http://127.0.0.1:${port}`,
    become: async (next: Mood): Promise<void> => {
      if (next === 'down') await stop();
      else if (!server.listening) await listen(port);
      mood = next;
    },
    stop,
  };
}

function send(status: number, body: string, type = 'application/json', more = {}): Mood {
  return (response) => {
    const headers = { 'content-type': type, 'x-cap-requestid': `r-${status}`, ...more };
    response.writeHead(status, headers);
    response.end(body);
  };
}

function children(response: ServerResponse): void {
  const customers = ['Asha Rao', 'Ben Okoro'].map((firstName, at) => ({
    profiles: [{ firstName, lastName: '', userId: at + 1, source: 'INSTORE' }],
    extendedFields: {},
  }));
  const entity = { customers, count: customers.length, errors: [], warnings: [] };
  response.writeHead(200, { 'content-type': 'application/json', 'x-cap-requestid': 'r-200' });
  response.end(JSON.stringify({ entity, warnings: [], errors: [], success: true }));
}

const refusal = (status: number, code: number, message: string, more = {}): Mood => {
  const body = { warnings: [], errors: [{ status: false, code, message }] };
  return send(status, JSON.stringify(body), 'application/json', more);
};

interface Fault {
  readonly name: string;
  readonly mood: Mood;
  /** What happened, in the label of the row; what to do, what the API said and the request id after it. */
  readonly says: RegExp;
}

const faults: readonly Fault[] = [
  {
    name: 'a server that does not listen',
    mood: 'down',
    says: /^The connection to 127\.0\.0\.1:\d+ was refused \(ECONNREFUSED\)/,
  },
  {
    name: 'a connection that breaks off',
    mood: (response) => response.socket?.destroy(),
    says: /^The connection to .* was broken off \(ECONNRESET\)/,
  },
  {
    name: 'no answer in time',
    mood: 'hang',
    says: /^No answer came within a second\..*timeoutSec/,
  },
  {
    name: 'a refused sign-in',
    mood: refusal(401, 401, 'Authentication failed'),
    says: /^The access token was refused \(HTTP 401\)\..*“Authentication failed” \(code 401\).*r-401/,
  },
  {
    name: 'a refused sign-in of version 1.1',
    mood: send(
      401,
      '{"response":{"status":{"success":"false","code":"401","message":"Unauthorized"}}}',
    ),
    says: /^The access token was refused \(HTTP 401\)\..*“Unauthorized” \(code 401\).*r-401/,
  },
  {
    name: 'an expired token',
    mood: refusal(498, 498, 'Token expired at 10:15'),
    says: /^The API refused the token as expired .*“Token expired at 10:15” \(code 498\).*r-498/,
  },
  {
    name: 'a missing permission',
    mood: refusal(403, 4000, 'Not authorized. Access is denied!'),
    says: /^You are signed in, but not allowed .*“User Group”.*\(code 4000\).*r-403/,
  },
  {
    name: 'an unknown customer',
    mood: refusal(400, 8015, 'Customer not found for the given identifiers'),
    says: /^No customer has this identifier\..*“Customer not found .*\(code 8015\).*r-400/,
  },
  {
    name: 'a wrong parameter',
    mood: refusal(400, 8003, 'Invalid source'),
    says: /^The API does not know this source\..*“Invalid source” \(code 8003\).*r-400/,
  },
  {
    name: 'an error that comes with status 200',
    mood: send(
      200,
      '{"success":false,"errors":[{"status":false,"code":8069,"message":"Merged"}],"warnings":[]}',
    ),
    says: /^This customer was merged .*“Merged” \(code 8069\).*r-200/,
  },
  {
    name: 'too many requests',
    mood: refusal(429, 429, 'Slow down', { 'retry-after': '1' }),
    says: /^Too many requests .*“Slow down” \(code 429\).*r-429/,
  },
  {
    name: 'an HTML page',
    mood: send(200, '<!doctype html><h1>Sign in</h1>', 'text/html'),
    says: /^An HTML page came \(HTTP 200, text\/html\).*r-200/,
  },
  {
    name: 'a gateway that fails',
    mood: send(502, '<html>Bad gateway</html>', 'text/html'),
    says: /^The server failed \(HTTP 502\)\..*r-502/,
  },
  { name: 'an empty answer', mood: send(200, ''), says: /^The answer is empty \(HTTP 200.*r-200/ },
  {
    name: 'other JSON than documented',
    mood: send(200, '{"hello":"world"}'),
    says: /^The answer is JSON \(HTTP 200\), but not what .*r-200/,
  },
  {
    name: 'a redirect',
    mood: (response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
    says: /^The server sent the request on to https:\/\/elsewhere\.example\/.*not followed/,
  },
  {
    name: 'an answer that is too large',
    mood: send(200, JSON.stringify({ padding: 'x'.repeat(1_499_986) }), undefined, {
      'content-length': '1500000',
    }),
    says: /^The answer has 1\.5 MB, more than the 1 MB allowed, .*maxResponseMegabytes/,
  },
];

describe('bad input', () => {
  const workbench = useWorkbench({
    settings: {
      'customerHierarchy.timeoutSeconds': 1,
      'customerHierarchy.maxResponseMegabytes': 1,
      'customerHierarchy.requestsPerMinute': 1000,
    },
  });
  let api: Awaited<ReturnType<typeof startMoodyApi>>;
  let sandbox: Sandbox;
  let connectionId = '';

  const command = (name: string, argument?: unknown): Promise<unknown> =>
    workbench().executeCommand(`customerHierarchy.${name}`, argument);
  const inspect = (connection: string, question: object): Promise<unknown> =>
    command('inspectParent', {
      connectionId: connection,
      associationEntityType: 'parentCustomer',
      identifierType: 'mobile',
      ...question,
    });
  const add = async (name: string, host: string, signIn: string, credentials: object) => {
    const added = await command('addConnection', { name, host, signIn, credentials });
    return (added as { readonly id: string }).id;
  };
  const tree = () => workbench().tree('Customers');
  const find = async (selector: string): Promise<Locator> =>
    (await workbench().webview('#inspector')).locator(selector);
  const sees = async (selector: string, text: string | RegExp): Promise<void> => {
    await (await find(selector)).filter({ hasText: text }).first().waitFor();
  };
  const press = async (button: string): Promise<void> => {
    await (await find(`vscode-button[data-name=${button}]`)).click();
  };
  const type = (text: string): Promise<void> => workbench().page.keyboard.insertText(text);
  /** Types over what a step holds, or takes it, and goes on. */
  async function answer(step: string, text?: string): Promise<void> {
    await workbench().quickInput.shown(step);
    if (text !== undefined) {
      await workbench().page.keyboard.press('Control+A');
      await type(text);
    }
    await workbench().page.keyboard.press('Enter');
  }

  beforeAll(async () => {
    api = await startMoodyApi();
    sandbox = await startSandbox({ customers: 100 });
    await workbench().openView('Customer Hierarchy');
    connectionId = await add('Moody', api.origin, 'token', { token: 'a-token' });
    await inspect(connectionId, { identifierValue: parent });
    await tree().inlineAction('Open Inspector', parent);
    await sees('.json-place', 'Asha Rao');
  });
  afterEach(async () => {
    await api.become(children);
    await workbench().notifications.clear();
  });
  afterAll(async () => {
    await Promise.all([api.stop(), sandbox.close()]);
  });

  it.each(faults)('$name: a row and the strip say so, and lose nothing', async ({ mood, says }) => {
    await api.become(mood);
    // both at once: what may pass is tried again after pauses
    await tree().inlineAction('Refresh', parent);
    await press('run');
    await tree().row(parent, says);
    await sees('.banner.error', says);
    await sees('.strip', 'Below is still the answer before.');
    await sees('.json-place', 'Asha Rao');
    await tree().row(parent, 'Ben Okoro');

    await api.become(children);
    await tree().inlineAction('Retry', parent, says);
    await tree().gone(parent, says);
    await tree().row(parent, 'Ben Okoro');
    const offersRetry = (await (await find('vscode-button[data-name=act-retry]')).count()) > 0;
    await press(offersRetry ? 'act-retry' : 'run');
    await sees('.strip', '2 rows, offset 0');
    await (await find('.banner.error')).waitFor({ state: 'hidden' });
  });

  it('a server that asks to wait: row and strip count down, Cancel ends it, Retry does not wait', async () => {
    await api.become((response) => {
      response.writeHead(429, { 'retry-after': '60' }).end();
    });
    await tree().inlineAction('Refresh', parent);
    const waits = /^Trying again in (\d+) s\. Too many requests \(HTTP 429\)\./;
    const { label, description } = await tree().read(parent, waits);
    expect(description).toBe('try 2 of 3');
    const seconds = waits.exec(label)?.[1] ?? '';
    await tree().row(parent, new RegExp(` in (?!${seconds} )\\d+ s\\.`));
    await tree().row(parent, 'Ben Okoro');
    // closed, the parent shows no row that could tell
    await workbench().notifications.shown(/Waiting for the API.*in \d+ s\. Too many requests/s);
    await tree().inlineAction('Cancel', parent, waits);
    await tree().gone(parent, /Too many requests/);
    // the row that was acted on is gone: the keyboard is beside it, not nowhere
    await workbench()
      .page.locator('.part.sidebar .monaco-list-row.focused', { hasText: parent })
      .waitFor();
    await tree().row(parent, 'Ben Okoro');

    await press('run');
    await sees('.banner.waiting', /Too many requests \(HTTP 429\)\. Trying again in \d+ s\./);
    await sees('.banner.waiting', '(try 2 of 3)');
    await sees('.json-place', 'Asha Rao');
    await press('cancel');
    await (await find('.banner.waiting')).waitFor({ state: 'hidden' });
    await sees('.banner.told', 'The request was cancelled.');
    await sees('.json-place', 'Asha Rao');

    await tree().inlineAction('Refresh', parent);
    await tree().row(parent, /Too many requests/);
    await api.become(children);
    await tree().inlineAction('Retry', parent, /Too many requests/);
    await tree().gone(parent, /Too many requests/);
    await tree().row(parent, 'Ben Okoro');
  });

  it('gives the code, the message and the request id of every refusal of the real thing', async () => {
    const good = await add('Sandbox 2', sandbox.origin, 'oauth', sandbox.credentials.oauth);
    const codeIn = (note: Sentence) => /error (\d+)/i.exec(inEnglish(note))?.[1];
    const refused = sandbox.parents.filter(({ note }) => codeIn(note) !== undefined);
    expect(refused.length).toBeGreaterThan(3);
    const questions = [
      ...refused.map((one) => ({ ...one, code: codeIn(one.note) ?? '' })),
      {
        associationEntityType: 'company',
        identifierType: 'externalId',
        identifierValue: 'NO-SUCH-COMPANY',
        code: '1704',
      },
    ];
    for (const { code, ...question } of questions) {
      await inspect(good, question);
      const row = await tree().read(
        question.identifierValue,
        new RegExp(`\\(code ${code}\\)\\. Request id: [\\w-]+$`),
      );
      expect(row.label).toMatch(/^[A-Z].*\.$/);
      await command('removeParent');
      await tree().gone(question.identifierValue);
    }
  });

  it('a host that is not there: Edit Connection on the row leads to the right one', async () => {
    // to find no address may take longer than a second
    await workbench().changeSettings({ 'customerHierarchy.timeoutSeconds': 30 });
    const lost = await add('Lost', 'no-such-host.invalid', 'token', { token: 'a-token' });
    await inspect(lost, { identifierValue: '919800000001' });
    const says = /^No address was found for no-such-host\.invalid \(E\w+\)/;
    await tree().inlineAction('Edit Connection…', '919800000001', says);
    await answer('Name');
    await answer('Host', sandbox.origin);
    await answer('How to Sign In');
    await answer('Token', sandbox.environment().CAPILLARY_TOKEN);
    await answer('Default Source');
    await workbench().notifications.shown('“Lost” works and is saved.');
    // the row asks again by itself
    await tree().row('919800000001', /^Arjun Nair/);
    await workbench().changeSettings({ 'customerHierarchy.timeoutSeconds': 1 });
  });

  it('a key and secret that the token endpoint refuses: Sign In on the row puts it right', async () => {
    const { key, secret } = sandbox.credentials.oauth;
    const wrong = await add('Wrong key', sandbox.origin, 'oauth', { key, secret: 'mistyped' });
    await inspect(wrong, { identifierValue: '919800000002' });
    const says = /^Sign-in was refused \(HTTP 401\)\..*\(code 320001\).*Request id: /;
    const { ariaLabel } = await tree().read('919800000002', says);
    expect(ariaLabel).not.toContain('mistyped');
    await tree().inlineAction('Sign In…', '919800000002', says);
    await answer('Key', key);
    await answer('Secret', secret);
    await workbench().notifications.shown('“Wrong key” works');
    // the row asks again by itself
    await tree().row('919800000002', /^Default Child/);
  });

  it('leads from the inspector to the log, the connection, the settings and the details', async () => {
    await api.become('hang');
    await press('run');
    await sees('.banner.error', 'No answer came');
    await press('act-openSettings');
    await workbench().page.locator('.settings-editor').waitFor();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
    await press('act-showLog');
    await workbench()
      .page.locator('.part.panel option:checked', { hasText: 'Customer Hierarchy' })
      .first()
      .waitFor({ state: 'attached' });
    await workbench().executeCommand('workbench.action.closePanel');

    await api.become('down');
    await press('run');
    await sees('.banner.error', 'was refused');
    await press('act-editConnection');
    expect((await workbench().quickInput.shown('Edit Connection')).value).toBe('Moody');
    await workbench().page.keyboard.press('Escape');

    await api.become(refusal(401, 401, 'Authentication failed'));
    await press('run');
    await press('act-signIn');
    await workbench().quickInput.shown('Sign In to Moody');
    await workbench().page.keyboard.press('Escape');
    await press('act-showDetails');
    await workbench()
      .page.locator('.monaco-editor .view-lines', { hasText: 'Authentication failed' })
      .first()
      .waitFor();
  });
});
