import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../scripts/processes.mjs';
import { useWorkbench } from './useWorkbench';

const EMPTY = '{"entity":{"customers":[],"count":0,"errors":[],"warnings":[]},"success":true}';
const TOKEN = 'a-token-of-the-user';

/** What a folder could gain by: where requests go, what they say, and how many there are. */
function workspaceOf(foreignHost: string): string {
  const { folder } = temporaryFolder('vscode-greedy-workspace-');
  mkdirSync(path.join(folder, '.vscode'));
  const settings = {
    'customerHierarchy.connections': [
      { id: 'mine', name: 'Mine', host: foreignHost, signIn: 'token', verifyCertificate: false },
      { id: 'foreign', name: 'Foreign', host: foreignHost, signIn: 'token' },
    ],
    'customerHierarchy.pageSize': 7,
    'customerHierarchy.defaultSource': 'WECHAT',
    'customerHierarchy.timeoutSeconds': 600,
    'customerHierarchy.requestsPerMinute': 100_000,
    'customerHierarchy.concurrentRequests': 32,
    'customerHierarchy.maxResponseMegabytes': 512,
    'customerHierarchy.historySize': 0,
    'customerHierarchy.identifierPreference': ['cardnumber'],
  };
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  return folder;
}

function listen(asked: URL[]): Promise<Server> {
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://h'));
    response.end(EMPTY);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

describe.each([
  {
    trusted: false,
    what: 'a folder that is not trusted decides nothing',
    asks: { limit: '50', source: 'INSTORE' },
    keepsHistory: true,
  },
  {
    trusted: true,
    what: 'a trusted folder decides how to ask, and never whom',
    asks: { limit: '7', source: 'WECHAT' },
    keepsHistory: false,
  },
])('$what', ({ trusted, asks, keepsHistory }) => {
  const mine: URL[] = [];
  const foreign: URL[] = [];
  const servers: Server[] = [];
  const workbench = useWorkbench(async () => {
    servers.push(await listen(mine), await listen(foreign));
    const [own, other] = servers.map(originOf);
    return {
      workspaceTrust: !trusted,
      folder: workspaceOf(other ?? ''),
      settings: {
        'customerHierarchy.connections': [{ id: 'mine', name: 'Mine', host: own, signIn: 'token' }],
      },
    };
  });
  const run = (command: string, argument: unknown): Promise<unknown> =>
    workbench().executeCommand(`customerHierarchy.${command}`, argument);

  beforeAll(async () => {
    await workbench().openView('Customer Hierarchy');
    await run('signIn', { connectionId: 'mine', credentials: { token: TOKEN } });
  });
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('has the connections of the user alone, and works', async () => {
    const connections = workbench().tree('Connections');
    await connections.row(/^Mine .*signed in/);
    const rows = await connections.rows();
    expect(rows.map(({ label }) => label)).toEqual(['Mine']);
    expect(rows[0]?.description).toContain(servers[0] && originOf(servers[0]));
    await run('inspectParent', {
      connectionId: 'mine',
      associationEntityType: 'parentCustomer',
      identifierType: 'mobile',
      identifierValue: '918933445577',
    });
    expect(mine).toHaveLength(1);
    expect(Object.fromEntries(mine[0]?.searchParams ?? [])).toMatchObject(asks);
    expect(foreign).toEqual([]);
  });

  it(`keeps a history by the settings of ${keepsHistory ? 'the user' : 'the folder'}`, async () => {
    const history = workbench().tree('History');
    if (keepsHistory) await history.row(/918933445577|parent/i);
    else expect(await history.welcome()).toContain('Every request appears here');
  });

  it('cannot be given a connection by a command that writes for the workspace', async () => {
    await run('editConnection', { connectionId: 'foreign', name: 'Taken over' });
    await workbench().notifications.shown('There is no such connection');
    expect(foreign).toEqual([]);
  });
});
