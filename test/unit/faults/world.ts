import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CustomersClient, type ClientCollaborators } from '../../../src/api/client';
import type { Connection } from '../../../src/api/connection';
import { askedOrigin, credentialsFor } from '../../../src/connections/faultOrigin';
import type { Fault } from '../../../src/sandbox/fault';
import { startSandbox, type Sandbox, type SandboxCredentials } from '../../../src/sandbox/sandbox';

/** How long the computer sleeps, in milliseconds: longer than a token lives. */
const SLEEP_MS = 3_600_000;
/** Short enough not to be waited for, where nothing is going to come anyway. */
const SHORT_SECONDS = 0.2;
const LONG_SECONDS = 20;
/** As often as anybody asks; counted, so that one knows whether somebody did. */
const OFTEN = 1_000_000;

/** One sandbox, and a client for each trial that asks it where its faults say. */
export interface World {
  readonly sandbox: Sandbox;
  readonly connection: Connection;
  /** @param others in the place of the usual collaborators */
  newClient(others?: Partial<ClientCollaborators>): CustomersClient;
  /**
   * Makes the fault happen; with `token`, where a token is asked for.
   * @param uses for how many requests a token is good where tokens expire; as many as are made at a time
   *   at least, or one that was renewed might have expired again when it is its turn
   */
  breakIt(fault: Fault, at: 'bulk' | 'token', uses?: number): void;
  /** Whether a request has met the fault; one with an address is met by whoever asks there. */
  wasMet(): boolean;
  /** All is well again. */
  mend(): void;
  close(): Promise<void>;
}

/** @param credentials what the sandbox takes; generated where none are given */
export async function makeWorld(credentials?: SandboxCredentials): Promise<World> {
  const trueNow = Date.now;
  const folder = mkdtempSync(path.join(tmpdir(), 'fault-matrix-'));
  const authorityFile = path.join(folder, 'authority.pem');
  let sleeping = false;
  let timeoutSeconds = LONG_SECONDS;
  const sandbox = await startSandbox({
    customers: 1000,
    seed: 7,
    ...(credentials && { credentials }),
    faultsChanged: () => {
      // the request is under way: the computer falls asleep, and its clock goes on
      if (sleeping && sandbox.activeFaults().length === 0) Date.now = () => trueNow() + SLEEP_MS;
    },
  });
  writeFileSync(authorityFile, sandbox.certificateAuthority());
  const connection: Connection = {
    id: 'box',
    name: 'Box',
    origin: sandbox.origin,
    signIn: 'oauth',
    defaultSource: 'INSTORE',
    certificateAuthorityFile: authorityFile,
  };
  const world: World = {
    sandbox,
    connection,
    newClient: (others) =>
      new CustomersClient({
        ready: (asked) => Promise.resolve({ ...asked, origin: askedOrigin(sandbox) }),
        credentials: {
          read: ({ origin }) => Promise.resolve(credentialsFor(sandbox, origin)),
        },
        settings: () => ({
          timeoutSeconds,
          requestsPerMinute: 1_000_000,
          concurrentRequests: 4,
          maxResponseMegabytes: 1,
        }),
        retryTiming: { random: () => 0.5, pause: () => Promise.resolve() },
        ...others,
      }),
    breakIt: ({ id, making, operation, times }, at, uses = 1) => {
      if (id === 'sleep') {
        sleeping = true;
        timeoutSeconds = SHORT_SECONDS;
        sandbox.inject({ fault: 'never-answers', operation: at, times: 1 });
        return;
      }
      if (WITHOUT_END.has(id)) timeoutSeconds = SHORT_SECONDS;
      const where =
        making.kind === 'answer' ? { operation: operation ?? at, times: times ?? OFTEN } : {};
      const more = id === 'expiring-tokens' ? { requests: uses } : {};
      sandbox.inject({ fault: id, ...where, ...more });
    },
    wasMet: () => {
      const [active] = sandbox.activeFaults();
      return active?.timesLeft === undefined || active.timesLeft < OFTEN;
    },
    mend: () => {
      sleeping = false;
      timeoutSeconds = LONG_SECONDS;
      Date.now = trueNow;
      sandbox.clearFaults();
    },
    close: async () => {
      world.mend();
      rmSync(folder, { recursive: true });
      await sandbox.close();
    },
  };
  return world;
}

/** Only the timeout ends these. */
const WITHOUT_END: ReadonlySet<string> = new Set([
  'never-answers',
  'headers-then-silence',
  'byte-by-byte',
]);
