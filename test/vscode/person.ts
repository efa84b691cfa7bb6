import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { root } from '../../scripts/processes.mjs';
import { windowAddress } from './address';
import { addExtension, createProfile } from './profile';
import { startVsCodeServer } from './server';

export interface PersonsWindow {
  readonly address: string;
  /** What the person should know of the address. */
  readonly note: string | undefined;
  readonly close: () => Promise<void>;
}

/**
 * Starts a VS Code with the extension in it for a person's own browser. It keeps the person's settings
 * in .vscode-test/person/, for the next start; parents and secrets are kept by the browser, for the
 * address that it saw: so every start has the same one.
 */
export async function openForPerson(): Promise<PersonsWindow> {
  const profile = await createProfile({}, path.join(root, '.vscode-test', 'person'));
  await addExtension(profile, root);
  const folder = path.join(profile.folder, 'workspace');
  await mkdir(folder, { recursive: true });
  const portFile = path.join(profile.folder, 'port');
  const usual = Number(await readFile(portFile, 'utf8').catch(() => '0'));
  const isTaken = usual !== 0 && !(await isFree(usual));
  const server = await startVsCodeServer({
    profile,
    port: isTaken ? 0 : usual,
    allExtensions: true,
  });
  if (usual === 0) await writeFile(portFile, new URL(server.origin).port);
  return {
    address: windowAddress(server, { folder }),
    note: isTaken
      ? `Another program has port ${usual}, where VS Code was before, so it has another address this time. Parents and sign-ins that your browser keeps for the old address are not there.`
      : undefined,
    close: server.close,
  };
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}
