import { open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Appending } from '../../../src/export/appending';
import { ownFolder } from './exporting';

const LONG = 'अ'.repeat(400_000);

async function opened() {
  const file = path.join(await ownFolder(), 'lines');
  const handle = await open(file, 'w+');
  onTestFinished(() => handle.close());
  return { handle, content: () => readFile(file, 'utf8') };
}

test('a system that writes a part at a time is asked for the rest', async () => {
  const { handle, content } = await opened();
  const write = handle.write.bind(handle);
  const partly = vi.fn(async (chunks: readonly Uint8Array[], position: number) => {
    const most = 300_000;
    const { bytesWritten } = await write(
      Buffer.concat(chunks).subarray(0, most),
      0,
      null,
      position,
    );
    return { bytesWritten, buffers: [...chunks] };
  });
  handle.writev = partly as unknown as FileHandle['writev'];
  const appending = new Appending(handle, 0);
  for (const text of ['first ', LONG, ' third']) appending.add(text);
  await appending.flush();
  expect(appending.written).toBe(appending.bytes);
  expect(await content()).toBe(`first ${LONG} third`);
  expect(partly).toHaveBeenCalledTimes(5);
});

test('what was not written is tried again, with what was added since', async () => {
  const { handle, content } = await opened();
  const appending = new Appending(handle, 0);
  appending.add(LONG);
  vi.spyOn(handle, 'writev').mockRejectedValueOnce(new Error('full'));
  await expect(appending.flush()).rejects.toThrow('full');
  expect(appending.written).toBe(0);
  appending.add(' more');
  await appending.flush();
  await appending.flush();
  expect(await content()).toBe(`${LONG} more`);
});
