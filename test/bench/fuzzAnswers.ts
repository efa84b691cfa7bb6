import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/processes.mjs';
import { CustomersClient } from '../../src/api/client';
import type { Connection } from '../../src/api/connection';
import { startSandbox } from '../../src/sandbox/sandbox';

/** Rows of each answer: the shorter they are, the more cases there is time for. */
const ROWS = 1;

/** Answers that are not made up: those that are published, and what the sandbox says. */
export async function realAnswers(): Promise<readonly string[]> {
  const folder = path.join(root, 'test', 'unit', 'sandbox', 'fixtures');
  const published = (await readdir(folder)).map((file) =>
    readFile(path.join(folder, file), 'utf8'),
  );
  return [...(await Promise.all(published)), ...(await sandboxAnswers())];
}

async function sandboxAnswers(): Promise<readonly string[]> {
  const sandbox = await startSandbox({ customers: 500 });
  const client = new CustomersClient({
    credentials: { read: () => Promise.resolve({ kind: 'oauth', ...sandbox.credentials.oauth }) },
    settings: () => ({
      timeoutSeconds: 30,
      requestsPerMinute: 100_000,
      concurrentRequests: 1,
      maxResponseMegabytes: 64,
    }),
  });
  const connection: Connection = {
    id: 'box',
    name: 'Box',
    origin: sandbox.origin,
    signIn: 'oauth',
  };
  const texts: string[] = [];
  try {
    for (const parent of sandbox.parents) {
      // the oddities are many, and each is one of its own
      for (let offset = 0; offset < 32; offset += ROWS) {
        const answer = await client.page(connection, {
          limit: ROWS,
          offset,
          includeNoOfChildren: true,
          includeCustomerAssociateDetail: true,
          ...parent,
        });
        if (!('text' in answer)) break;
        texts.push(answer.text);
        if (answer.kind !== 'page' || answer.customers.length < ROWS) break;
      }
    }
    return texts;
  } finally {
    client.dispose();
    await sandbox.close();
  }
}
