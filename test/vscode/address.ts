import path from 'node:path';
import type { VsCodeServer } from './server';

export interface AddressOptions {
  /** Opened as the workspace; none: an empty window. */
  readonly folder?: string;
  /** Folders of extensions to run from source. */
  readonly extensionDevelopmentPaths?: readonly string[];
  /** A module that exports `run(): Promise<void>`: the extension host runs it and ends. */
  readonly extensionTestsPath?: string;
}

/** The address that opens a window as `code` would with these arguments. */
export function windowAddress(server: VsCodeServer, options: AddressOptions): string {
  const remote = (file: string): string =>
    `vscode-remote://${server.authority}${encodeURI(path.posix.resolve(slashes(file)))}`;
  const payload: [string, string][] = [];
  for (const folder of options.extensionDevelopmentPaths ?? []) {
    payload.push(['extensionDevelopmentPath', remote(folder)]);
  }
  if (options.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  }
  const query = new URLSearchParams(
    options.folder === undefined ? { ew: 'true' } : { folder: slashes(options.folder) },
  );
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.origin}/?${query.toString()}`;
}

/** `C:\a` is `/C:/a` in a remote address. */
function slashes(file: string): string {
  const forward = file.replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}
