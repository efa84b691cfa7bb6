import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/processes.mjs';
import { windowAddress } from './address';
import { addExtension, createProfile } from './profile';
import { startVsCodeServer } from './server';

/**
 * Starts a VS Code with the extension in it for a person's own browser. It keeps what the person does
 * there (connections, settings) in .vscode-test/person/, for the next start.
 */
export async function openForPerson(): Promise<{
  readonly address: string;
  readonly close: () => Promise<void>;
}> {
  const profile = await createProfile({}, path.join(root, '.vscode-test', 'person'));
  await addExtension(profile, root);
  const server = await startVsCodeServer({ profile });
  const folder = path.join(profile.folder, 'workspace');
  await mkdir(folder, { recursive: true });
  return { address: windowAddress(server, { folder }), close: server.close };
}
