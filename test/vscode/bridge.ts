import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/processes.mjs';
import { addExtension, type Profile } from './profile';

/** Runs commands inside the extension host, through a small extension that the harness installs. */
export interface Bridge {
  /** What the extension host needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves once an extension host is there and has started its extensions. */
  readonly connected: () => Promise<void>;
  /** Forgets the present extension host, because it is about to end. */
  readonly expectReload: () => void;
  /** Runs a command, and resolves to its result as plain data. */
  readonly executeCommand: (id: string, ...args: readonly unknown[]) => Promise<unknown>;
  readonly close: () => void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export async function openBridge(profile: Profile): Promise<Bridge> {
  await addExtension(profile, path.join(root, 'test', 'vscode', 'bridge'));
  let socket: Socket | undefined;
  let nextId = 1;
  const pending = new Map<number, Pending>();
  const server = createServer((connection) => {
    socket = connection;
    connection.on('error', () => connection.destroy());
    connection.once('close', () => {
      if (socket !== connection) return;
      socket = undefined;
      for (const { reject } of pending.values()) reject(new Error('The extension host ended.'));
      pending.clear();
    });
    createInterface({ input: connection }).on('line', (line) => settle(pending, line));
    server.emit('bridge');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const connected = async (): Promise<Socket> => {
    if (socket === undefined) await once(server, 'bridge', { signal: AbortSignal.timeout(60_000) });
    return socket ?? connected();
  };
  // a command that still waits for its user is forgotten, not failed
  const leave = (): void => {
    pending.clear();
    const connection = socket;
    socket = undefined;
    connection?.destroy();
  };
  return {
    env: { TEST_BRIDGE_PORT: String((server.address() as AddressInfo).port) },
    connected: async () => {
      await connected();
    },
    expectReload: leave,
    executeCommand: async (command, ...args) => {
      const connection = await connected();
      const id = nextId++;
      const answer = new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
      connection.write(JSON.stringify({ id, command, args }) + '\n');
      return answer;
    },
    close: () => {
      leave();
      server.close();
    },
  };
}

function settle(pending: Map<number, Pending>, line: string): void {
  const answer = JSON.parse(line) as { id: number; result?: unknown; error?: string };
  const waiting = pending.get(answer.id);
  pending.delete(answer.id);
  if (answer.error === undefined) waiting?.resolve(answer.result);
  else waiting?.reject(new Error(answer.error));
}
