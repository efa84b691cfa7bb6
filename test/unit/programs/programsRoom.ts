import { CustomersClient } from '../../../src/api/client';
import type { Connection } from '../../../src/api/connection';
import type { ChildrenQuery } from '../../../src/api/query';
import { maskingWhile } from '../../../src/privacy/masking';
import type { ProgramsRoom } from '../../../src/programs/room';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';

/** Programs of a window that has one connection, which is the sandbox, asked over HTTP. */
export interface SandboxPrograms {
  readonly sandbox: Sandbox;
  readonly room: ProgramsRoom;
  /** Queries sent, in order. */
  readonly sent: ChildrenQuery[];
  /** What the user's settings say. */
  readonly choices: { isMaskedForModels: boolean; isMasked: boolean; hasConnection: boolean };
  readonly connection: Connection;
  close(): Promise<void>;
}

export async function sandboxPrograms(): Promise<SandboxPrograms> {
  const sandbox = await startSandbox({ customers: 1000, seed: 7 });
  const client = new CustomersClient({
    credentials: {
      read: () => Promise.resolve({ kind: 'oauth', ...sandbox.credentials.oauth }),
    },
    settings: () => ({
      timeoutSeconds: 20,
      requestsPerMinute: 100_000,
      concurrentRequests: 4,
      maxResponseMegabytes: 64,
    }),
  });
  const connection: Connection = {
    id: 'box',
    name: 'Box',
    origin: sandbox.origin,
    signIn: 'oauth',
    defaultSource: 'INSTORE',
  };
  const choices = { isMaskedForModels: true, isMasked: false, hasConnection: true };
  const sent: ChildrenQuery[] = [];
  const all = () => (choices.hasConnection ? [connection] : []);
  return {
    sandbox,
    sent,
    choices,
    connection,
    room: {
      api: {
        page: (asked, query, options) => {
          sent.push(query);
          return client.page(asked, query, options);
        },
      },
      connections: {
        all,
        get: (id) => all().find((one) => one.id === id),
        active: () => all()[0],
        signInMark: () => Promise.resolve('mark'),
      },
      settings: () => ({
        pageSize: 50,
        defaultSource: 'INSTORE',
        identifierPreference: ['mobile', 'email', 'externalId', 'cardnumber'],
      }),
      concurrentRequests: () => 4,
      masking: maskingWhile(() => choices.isMasked || choices.isMaskedForModels),
      shownMasking: maskingWhile(() => choices.isMasked),
    },
    close: async () => {
      client.dispose();
      await sandbox.close();
    },
  };
}
