import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Whether a path means the same file in every window; of Windows those with a drive or a share. */
export function isAbsolutePath(file: string): boolean {
  return posix.isAbsolute(file) || (win32.isAbsolute(file) && /^(?:[a-z]:|\\\\)/iu.test(file));
}

/** The path as typed, with the home folder where a shell would put it. */
export function fromHome(file: string): string {
  return file.trim().replace(/^~(?=[/\\])/u, () => homedir());
}
