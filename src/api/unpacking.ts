import { constants as bufferConstants } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import {
  constants,
  inflateRaw,
  inflateRawSync,
  unzip,
  unzipSync,
  type ZlibOptions,
} from 'node:zlib';
import { systemCode } from './thrown';

/** How the body of an answer is compressed. */
export type Packing = 'gzip' | 'deflate';

/** Packed, and unpacked: what is unpacked in no more time than it takes to have it done elsewhere. */
const SMALL = { packed: 1 << 15, unpacked: 1 << 20 };
const SMALLEST_CHUNK = 1 << 14;
const LARGEST_CHUNK = 1 << 20;
/** Text takes about this many times as much room as it does packed. */
const USUAL_RATIO = 8;
/** What a body of zlib's own format begins with; some servers leave that out. */
const ZLIB_START = 0x78;

const unpackWrapped = promisify<Buffer, ZlibOptions, Buffer>(unzip);
const unpackRaw = promisify<Buffer, ZlibOptions, Buffer>(inflateRaw);

/**
 * Takes it upon itself to unpack a body that is read as a whole: through a stream, whose every piece goes
 * to another thread and back, that takes several times as long. Whoever is told of the answer next
 * passes the body on as it came.
 */
export function takePacking({ headers }: IncomingMessage): Packing | undefined {
  switch (headers['content-encoding']?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      delete headers['content-encoding'];
      return 'gzip';
    case 'deflate':
      delete headers['content-encoding'];
      return 'deflate';
    default:
      return undefined;
  }
}

/** Code of the error where a body is longer than it may be. */
export const TOO_LONG = 'ERR_BUFFER_TOO_LARGE';

/** Rejects as zlib does. */
export async function unpacked(
  bytes: Buffer,
  packing: Packing,
  mostBytes: number,
): Promise<Buffer> {
  if (bytes.length === 0) return bytes;
  const isRaw = packing === 'deflate' && bytes[0] !== ZLIB_START;
  const most = Math.min(Math.max(1, Math.floor(mostBytes)), bufferConstants.MAX_LENGTH);
  const options = {
    // a body whose end is missing is as good as what there is of it: its length was checked
    finishFlush: constants.Z_SYNC_FLUSH,
    chunkSize: Math.min(Math.max(SMALLEST_CHUNK, bytes.length * USUAL_RATIO), LARGEST_CHUNK),
  };
  if (bytes.length <= SMALL.packed) {
    const small = { ...options, maxOutputLength: Math.min(most, SMALL.unpacked) };
    try {
      return isRaw ? inflateRawSync(bytes, small) : unzipSync(bytes, small);
    } catch (error) {
      if (systemCode(error) !== TOO_LONG || small.maxOutputLength === most) throw error;
    }
  }
  return (isRaw ? unpackRaw : unpackWrapped)(bytes, { ...options, maxOutputLength: most });
}
