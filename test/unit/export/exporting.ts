import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Connection } from '../../../src/api/connection';
import type { CustomersApi } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';
import type { ExportEnd } from '../../../src/export/exportEnd';
import { exportFormats, type ExportPlan } from '../../../src/export/exportPlan';
import {
  HierarchyExport,
  type ExportDoors,
  type OfMissing,
} from '../../../src/export/hierarchyExport';
import type { Seal } from '../../../src/export/seal';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { connectionTo, newClient, query } from '../api/loopback';
import { l10n } from '../connections/l10n';

/** Formats that differ in what is written: a PNG is made of the SVG. */
export const writtenFormats = exportFormats.filter((format) => format !== 'png');

/** A folder of the test's own, gone when the test is over. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'export-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A sandbox for all tests of a file, the connection to it, and a client for each test. */
export function useSandbox(options: Parameters<typeof startSandbox>[0]) {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox(options);
  });
  afterAll(() => sandbox?.close());
  const running = () => {
    if (sandbox === undefined) throw new Error('The sandbox does not run yet.');
    return sandbox;
  };
  return {
    get connection(): Connection {
      return { ...connectionTo(running().origin, 'oauth'), defaultSource: 'INSTORE' };
    },
    client: () =>
      newClient({ requestsPerMinute: 1_000_000 }, () =>
        Promise.resolve({ kind: 'oauth', ...running().credentials.oauth }),
      ),
  };
}

export function planFor(
  connection: Connection,
  asked: Partial<ChildrenQuery>,
  more: Partial<ExportPlan> = {},
): ExportPlan {
  return {
    connectionId: connection.id,
    origin: connection.origin,
    sources: {
      ...(connection.defaultSource !== undefined && { defaultSource: connection.defaultSource }),
    },
    query: { ...query, source: 'ALL', limit: 20, ...asked, offset: 0 },
    identifierPreference: ['mobile', 'email', 'externalId', 'cardnumber'],
    format: 'ndjson',
    masked: false,
    csv: { byteOrderMark: false, escapesFormulas: true },
    ...more,
  };
}

export async function begun(
  target: string,
  plan: ExportPlan,
  sealed?: { readonly key: string; readonly seal: Seal },
): Promise<HierarchyExport> {
  const start = await HierarchyExport.begin(target, plan, sealed);
  if (start.kind !== 'ready') throw new Error(`Not begun: ${JSON.stringify(start)}`);
  return start.export;
}

export async function resumed(
  target: string,
  sealOf: (key: string) => Promise<Seal | undefined> = () => Promise.resolve(undefined),
  ofMissing?: OfMissing,
): Promise<HierarchyExport> {
  const start = await HierarchyExport.resume(target, sealOf, ofMissing);
  if (start.kind !== 'ready') throw new Error(`Not resumed: ${start.kind}`);
  return start.export;
}

export function run(
  one: HierarchyExport,
  api: CustomersApi,
  connection: Connection,
  more: Partial<ExportDoors> & { readonly signal?: AbortSignal } = {},
): Promise<ExportEnd> {
  const { signal = new AbortController().signal, ...doors } = more;
  return one.run({ api, connection, concurrentRequests: 4, l10n, ...doors }, signal);
}

/** From its beginning to its end, with nothing in between. */
export async function exported(
  target: string,
  plan: ExportPlan,
  api: CustomersApi,
  connection: Connection,
): Promise<{ readonly end: ExportEnd; readonly text: string }> {
  const end = await run(await begun(target, plan), api, connection);
  return { end, text: await readFile(target, 'utf8') };
}
