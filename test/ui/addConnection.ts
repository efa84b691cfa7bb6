import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Workbench } from '../vscode/workbench';

/** Adds a connection to a server on loopback, signed in by a ready token. @returns its id */
export async function addConnection(
  workbench: Workbench,
  server: Server,
  name = 'UI test',
): Promise<string> {
  const added = await workbench.executeCommand('customerHierarchy.addConnection', {
    name,
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signIn: 'token',
    credentials: { token: 'a-token-of-the-ui-test' },
  });
  return (added as { id: string }).id;
}
