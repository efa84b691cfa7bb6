import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../src/api/connection';
import type { ConnectionTest } from '../../src/api/page';
import { Certificates } from '../../src/sandbox/certificates';

const run = <Result>(command: string, argument?: unknown) =>
  vscode.commands.executeCommand<Result>(`customerHierarchy.${command}`, argument);
const http = () => vscode.workspace.getConfiguration('http');

async function listen(server: Pick<Server, 'listen' | 'address' | 'once'>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** The one name that the certificate is for, and that no name server knows. */
const HOST = 'elsewhere.example';
const NOBODY =
  '{"entity":{"customers":[],"count":0,"errors":[],"warnings":[]},"warnings":[],"errors":[],"success":true}';

describe('a proxy of VS Code’s own settings', () => {
  const authority = new Certificates();
  const asked: string[] = [];
  const tunnels: string[] = [];
  const host = createTlsServer(authority.certificate('wrongName'), (request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(NOBODY);
  });
  const proxy = createHttpServer();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'proxy-'));
    await writeFile(path.join(folder, 'ca.pem'), authority.authorityPem());
    const port = await listen(host);
    proxy.on('connect', (request, socket, head: Buffer) => {
      tunnels.push(request.url ?? '');
      const there = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        there.write(head);
        there.pipe(socket).pipe(there);
      });
      const end = () => {
        there.destroy();
        socket.destroy();
      };
      there.on('error', end);
      socket.on('error', end);
    });
    await http().update(
      'proxy',
      `http://127.0.0.1:${await listen(proxy)}`,
      vscode.ConfigurationTarget.Global,
    );
  });
  after(async () => {
    await http().update('proxy', undefined, vscode.ConfigurationTarget.Global);
    const { Global } = vscode.ConfigurationTarget;
    await vscode.workspace
      .getConfiguration('customerHierarchy')
      .update('connections', undefined, Global);
    host.closeAllConnections();
    host.close();
    proxy.closeAllConnections();
    proxy.close();
    await rm(folder, { recursive: true });
  });

  it('is what requests go through, with the private CA of the connection', async () => {
    const added = await run<Connection | undefined>('addConnection', {
      name: 'Behind a proxy',
      host: HOST,
      signIn: 'token',
      credentials: { token: 'a-token-of-the-host-test' },
    });
    ok(added, 'The connection was not added.');
    const untrusted = await run<ConnectionTest>('testConnection', { connectionId: added.id });
    equal(untrusted.kind, 'tls');
    equal(asked.length, 0);
    await run('editConnection', {
      connectionId: added.id,
      certificateAuthorityFile: path.join(folder, 'ca.pem'),
    });
    const trusted = await run<ConnectionTest>('testConnection', { connectionId: added.id });
    equal(trusted.kind, 'works');
    deepEqual([...new Set(tunnels)], [`${HOST}:443`]);
    ok(asked.some((url) => url.startsWith('/v2/customers/bulk?')));
  });
});
