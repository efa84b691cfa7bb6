import { doesNotMatch, equal, match, ok, rejects } from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { prettyPrint } from '../../src/api/json';
import { pageHtml } from '../../src/inspector/pageHtml';

const token = 'a-token-of-the-inspector-test';
/** Numbers, escapes, keys and characters that do not survive being read and written again. */
const oddFields =
  '{"n":[10.50,1E+2,-0,12345678901234567890.10],"n":"twice","e":"\\u00e9\\/\\ud83d","c":"é\u2028\ufeff👩‍👩‍👧","__proto__":{}}';
const answerText = `{"entity":{"customers":[{"profiles":[{"firstName":"A","userId":9007199254740993}],"extendedFields":${oddFields}}],\r\n"count":1,"errors":[],"warnings":[]},"warnings":[],"errors":[],"success":true}`;

describe('the commands of the inspector', () => {
  let server: Server;
  let connection: { readonly id: string };
  let asked = 0;
  /** For the time being the server refuses whatever is asked. */
  let isDown = false;

  before(async () => {
    server = createServer((request, response) => {
      asked++;
      const isKnown = !isDown && request.url?.includes('nobody') !== true;
      response.writeHead(isKnown ? 200 : 400, { 'content-type': 'application/json' });
      const error = { status: false, code: 8015, message: `Customer not found, token ${token}` };
      response.end(isKnown ? answerText : JSON.stringify({ errors: [error], token }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    connection = await vscode.commands.executeCommand('customerHierarchy.addConnection', {
      name: 'Inspector test',
      host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      signIn: 'token',
      credentials: { token },
    });
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('customerHierarchy.removeConnection', {
      connectionId: connection.id,
      confirm: false,
    });
    await new Promise((resolve) => server.close(resolve));
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    asked = 0;
    isDown = false;
  });

  const run = (command: string, argument?: unknown) =>
    vscode.commands.executeCommand(`customerHierarchy.${command}`, argument);
  const requestFor = (identifierValue: string) => ({
    connectionId: connection.id,
    query: { identifierType: 'mobile', identifierValue, limit: 5 },
  });
  const activeText = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';

  it('open the answer as a read-only JSON document, every digit as it came', async () => {
    await run('openJson', { request: requestFor('918933445577') });
    const document = vscode.window.activeTextEditor?.document;
    equal(document?.languageId, 'json');
    equal(document.getText(), prettyPrint(answerText));
    match(activeText(), /"userId": 9007199254740993/);
    // VS Code writes URIs down
    for (const kept of [token, '918933445577'])
      ok(!decodeURIComponent(document.uri.toString()).includes(kept));
    // the one door after the other: all give the same text
    const request = requestFor('918933445577');
    await run('copyJson', { request, json: { text: answerText, pointer: '' } });
    equal(await vscode.env.clipboard.readText(), prettyPrint(answerText));
    await run('copyJson', {
      request,
      json: { text: answerText, pointer: '/entity/customers/0/extendedFields' },
    });
    equal(await vscode.env.clipboard.readText(), prettyPrint(oddFields));
    equal(asked, 1);
  });

  it('let nobody write such a document, and have it read as UTF-8 whatever other files are', async () => {
    await run('openJson', {
      request: requestFor('918933445577'),
      json: { text: '{"name":"आशा 🦊"}', pointer: '' },
    });
    const document = vscode.window.activeTextEditor?.document;
    ok(document);
    equal(document.getText(), '{\n  "name": "आशा 🦊"\n}');
    const bytes = await vscode.workspace.fs.readFile(document.uri);
    equal(Buffer.from(bytes).toString(), `\ufeff${document.getText()}`);
    await rejects(async () => vscode.workspace.fs.writeFile(document.uri, new Uint8Array()));
    await rejects(async () => vscode.workspace.fs.delete(document.uri));
  });

  it('ask once more for a document whose text is no longer in memory', async () => {
    await run('openJson', { request: requestFor('918933445577') });
    const uri = vscode.window.activeTextEditor?.document.uri;
    ok(uri);
    // a window reload leaves a URI whose text nobody holds
    const document = await vscode.workspace.openTextDocument(uri.with({ path: '/another.json' }));
    equal(document.getText(), prettyPrint(answerText));
    equal(asked, 2);
  });

  describe('for a document that could not be had again after a reload', () => {
    /** A document as a window reload leaves it, shown while the server refuses everything. */
    async function failedDocument(): Promise<vscode.TextDocument> {
      await run('openJson', { request: requestFor('918933445577') });
      const uri = vscode.window.activeTextEditor?.document.uri;
      ok(uri);
      isDown = true;
      const restored = uri.with({ path: `/restored-${crypto.randomUUID()}.json` });
      const document = await vscode.workspace.openTextDocument(restored);
      await vscode.window.showTextDocument(document);
      match(document.getText(), /No customer has this identifier[^]*Ask Again/);
      return document;
    }

    it('ask again where the user wants that, until there is an answer', async () => {
      const document = await failedDocument();
      await run('askAgain');
      match(document.getText(), /Ask Again/);
      equal(asked, 3);
      isDown = false;
      await run('askAgain', document.uri);
      await changed(() => document.getText() === prettyPrint(answerText));
      await run('askAgain', document.uri);
      equal(asked, 4);
    });

    it('ask again once its connection is put right', async () => {
      const document = await failedDocument();
      isDown = false;
      await run('signIn', { connectionId: connection.id, credentials: { token } });
      await changed(() => document.getText() === prettyPrint(answerText));
      equal(asked, 3);
    });
  });

  it('open no document that shows what was masked while it opened', async () => {
    const person = answerText.slice(
      answerText.indexOf('[{') + 1,
      answerText.lastIndexOf('}],') + 1,
    );
    const many = Array.from({ length: 4_000 }, () => person).join();
    const opening = run('openJson', {
      request: requestFor('918933445577'),
      json: { text: answerText.replace(person, many), pointer: '' },
    });
    // it takes turns for this, and the switch takes none
    await Promise.all([opening, run('maskPersonalData')]);
    const document = vscode.window.activeTextEditor?.document;
    match(document?.getText() ?? '', /"firstName": "•/);
    doesNotMatch(document?.getText() ?? '', /9007199254740993/);
    await run('showPersonalData');
  });

  it('copy a request as curl without its secret and without sending it', async () => {
    await vscode.workspace
      .getConfiguration('customerHierarchy')
      .update('curlShell', 'posix', vscode.ConfigurationTarget.Global);
    await run('copyAsCurl', { request: requestFor('a+b@x.io') });
    const curl = await vscode.env.clipboard.readText();
    match(curl, /associationEntityIdentifierValue=a%2Bb%40x\.io&limit=5&offset=0/);
    match(curl, /\$CAPILLARY_TOKEN/);
    ok(!curl.includes(token));
    equal(asked, 0);
  });

  it('copy what a row stands for in its answer: path and JSON', async () => {
    const json = { text: answerText, pointer: '/entity/customers/0/profiles/0' };
    await run('copyPath', { json });
    equal(await vscode.env.clipboard.readText(), json.pointer);
    await run('copyJson', { json });
    equal(
      await vscode.env.clipboard.readText(),
      '{\n  "firstName": "A",\n  "userId": 9007199254740993\n}',
    );
  });

  it('allow their page its own script and style, each by a nonce, and no address', () => {
    const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One);
    const html = pageHtml(panel.webview, vscode.Uri.file('/extension'));
    panel.dispose();
    const [, policy = '', nonce] =
      /content="(default-src[^"]*'nonce-([^']+)'[^"]*)"/.exec(html) ?? [];
    equal(policy, `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`);
  });

  it('show the details of a failure, and no secret that the server repeated', async () => {
    const request = {
      method: 'GET',
      url: 'https://h/v2/customers/bulk?limit=5',
      headers: [['Accept', 'application/json']],
      authentication: 'token',
    };
    await run('showErrorDetails', {
      answer: {
        kind: 'notFound',
        exchange: { request, startedAt: 0, durationMs: 12, status: 400, requestId: 'r-1' },
        issue: { severity: 'error', code: 8015, message: 'Customer not found' },
        text: JSON.stringify({ errors: [{ code: 8015 }], token }),
      },
    });
    const text = activeText();
    for (const part of ['8015', 'Customer not found', 'r-1', '400', request.url, 'Accept'])
      ok(text.includes(part), `${part} is not in:\n${text}`);
    ok(!text.includes(token));
  });

  it('show, of a sign-in that was refused, the request for a token and not the query', async () => {
    const query = { method: 'GET', url: 'https://h/v2/customers/bulk?limit=5', headers: [] };
    const signingIn = {
      method: 'POST',
      url: 'https://h/v3/oauth/token/generate',
      headers: [['Content-Type', 'application/json']],
    };
    const request = { ...query, authentication: 'token' };
    await run('showErrorDetails', {
      answer: {
        kind: 'signInRefused',
        expired: false,
        exchange: { request, signingIn, startedAt: 0, durationMs: 12, status: 401 },
        text: '{"data":null}',
      },
    });
    match(activeText(), /The query was not sent/);
    match(
      activeText(),
      /POST https:\/\/h\/v3\/oauth\/token\/generate\nContent-Type: application\/json/,
    );
    doesNotMatch(activeText(), /X-CAP-API-OAUTH-TOKEN|customers\/bulk/);
  });

  it('say that an argument is wrong instead of failing', async () => {
    for (const bad of ['text', 1, { request: {} }, { answer: 'x' }, { json: { text: 1 } }])
      for (const command of ['openInspector', 'openJson', 'copyAsCurl', 'showErrorDetails'])
        await run(command, bad);
    equal(asked, 0);
  });

  it('open one panel again and again, and another one where that is asked for', async () => {
    const panels = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview).length;
    await run('openInspector', { request: requestFor('918933445577') });
    await run('openInspector', { request: requestFor('nobody') });
    await seen(() => panels() === 1);
    await run('openInspector', { newPanel: true });
    await seen(() => panels() === 2);
    equal(asked, 2);
  });
});

/** Documents of others change a moment after what made them change. */
async function changed(isSo: () => boolean): Promise<void> {
  while (!isSo()) await next(vscode.workspace.onDidChangeTextDocument);
}

function next(event: vscode.Event<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const listener = event(() => {
      listener.dispose();
      resolve();
    });
  });
}

/** Tabs are told of a moment after the command that opened one is done. */
async function seen(isSo: () => boolean): Promise<void> {
  while (!isSo()) await next(vscode.window.tabGroups.onDidChangeTabs);
}
