import { CustomersClient } from '../../../src/api/client';
import type { Connection } from '../../../src/api/connection';
import type { Answer, PageOptions } from '../../../src/api/page';
import type { ChildrenQuery, CustomersRequest } from '../../../src/api/query';
import { Forest } from '../../../src/customers/forest';
import type { LevelRow, Row } from '../../../src/customers/rows';
import type { RowFacts } from '../../../src/customers/rowWords';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { l10n } from '../connections/l10n';

/** The forest on a sandbox of its own, asked over HTTP. */
export interface SandboxForest {
  readonly sandbox: Sandbox;
  readonly forest: Forest;
  readonly facts: RowFacts;
  /** Queries sent, in order. */
  readonly sent: ChildrenQuery[];
  /** Rows that were said to have changed, in order. */
  readonly changed: LevelRow[];
  pageSize: number;
  connectionRemoved: boolean;
  /** Where the connection leads; at first to the sandbox. */
  origin: string;
  /** Where questions go that no forest asks. */
  readonly connection: Connection;
  page(query: ChildrenQuery, options?: PageOptions): Promise<Answer>;
  /** The rows below a row once nothing is loading there any more. */
  open(row: Row): Promise<readonly Row[]>;
  plant(query: Pick<ChildrenQuery, 'identifierValue'> & Partial<ChildrenQuery>): Row;
  close(): Promise<void>;
}

export async function sandboxForest(): Promise<SandboxForest> {
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
  const connection = (): Connection => ({
    id: 'box',
    name: 'Box',
    origin: harness.origin,
    signIn: 'oauth',
    defaultSource: 'INSTORE',
  });
  const sent: ChildrenQuery[] = [];
  const changed: LevelRow[] = [];
  const forest = new Forest({
    ask: ({ query }: CustomersRequest, options) => {
      sent.push(query);
      return client.page(connection(), query, options);
    },
    connection: (id) => (id === 'box' && !harness.connectionRemoved ? connection() : undefined),
    pageSize: () => harness.pageSize,
    identifierPreference: () => ['mobile', 'email', 'externalId', 'cardnumber'],
    changed: (row) => changed.push(row),
    working: () => undefined,
  });
  const harness: SandboxForest = {
    sandbox,
    forest,
    sent,
    changed,
    pageSize: 50,
    connectionRemoved: false,
    origin: sandbox.origin,
    facts: {
      l10n,
      locale: 'en',
      connectionName: (id) => (id === 'box' ? 'Box' : undefined),
      level: (row) => forest.begunLevel(row),
      hostBefore: (row) => forest.hostBefore(row),
      askedBy: (row) => forest.askedBy(row),
    },
    get connection() {
      return connection();
    },
    page: (query, options) => {
      sent.push(query);
      return client.page(connection(), query, options);
    },
    open: async (row) => {
      forest.children(row);
      if (row.kind === 'root' || row.kind === 'children') await forest.level(row).show();
      return forest.children(row);
    },
    plant: (query) =>
      forest.plant({
        connectionId: 'box',
        query: {
          associationEntityType: 'parentCustomer',
          identifierType: 'mobile',
          limit: 50,
          offset: 0,
          includeNoOfChildren: true,
          includeCustomerAssociateDetail: true,
          ...query,
        },
      }),
    close: async () => {
      client.dispose();
      await sandbox.close();
    },
  };
  return harness;
}
