import { open, rename, rm } from 'node:fs/promises';

/** Milliseconds between two words of how far it is. */
const TELL_EVERY = 250;

/**
 * Writes what comes into a file beside the wanted one, which takes its place where `isWhole` says of
 * the result of `send` that it may. Whatever else happens, the file that was there before stays, and nothing beside it.
 *
 * @param told how many bytes there are so far
 * @returns what `send` said
 */
export async function streamInto<Result>(
  file: string,
  told: (bytes: number) => void,
  send: (receive: (bytes: Uint8Array) => Promise<void>) => Promise<Result>,
  isWhole: (result: Result) => boolean,
): Promise<Result> {
  const unfinished = `${file}.${crypto.randomUUID()}.part`;
  const handle = await open(unfinished, 'wx', 0o600);
  let received = 0;
  let toldAt = 0;
  try {
    const result = await send(async (bytes) => {
      await handle.appendFile(bytes);
      received += bytes.length;
      const now = performance.now();
      if (now - toldAt < TELL_EVERY) return;
      toldAt = now;
      told(received);
    });
    await handle.close();
    if (isWhole(result)) await rename(unfinished, file);
    return result;
  } finally {
    await handle.close();
    await rm(unfinished, { force: true });
  }
}
