import { posix, win32 } from 'node:path';

/** Whether a path means the same file in every window; of Windows those with a drive or a share. */
export function isAbsolutePath(file: string): boolean {
  return posix.isAbsolute(file) || (win32.isAbsolute(file) && /^(?:[a-z]:|\\\\)/iu.test(file));
}
