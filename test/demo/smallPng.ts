import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** One 0xRRGGBB for each pixel, row by row. */
  readonly colours: Uint32Array;
}

/**
 * Makes a screenshot small enough to ship: 256 colours, chosen by how often they occur. A picture of
 * an editor has few more, all of them between two of the others at the edge of a letter.
 *
 * @param png as a browser takes it: 8 bits for each of red, green, blue (and alpha), not interlaced
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, colours } = readPng(png);
  const { palette, indexOf } = paletteFor(colours);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = indexOf(colours[y * width + x] ?? 0);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const plte = Buffer.from(palette.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', plte),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function paletteFor(colours: Uint32Array): {
  palette: readonly number[];
  indexOf: (rgb: number) => number;
} {
  const counts = new Map<number, number>();
  for (const rgb of colours) counts.set(rgb, (counts.get(rgb) ?? 0) + 1);
  const palette = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, COLOURS)
    .map(([rgb]) => rgb);
  const indices = new Map(palette.map((rgb, index) => [rgb, index]));
  const indexOf = (rgb: number): number => {
    const known = indices.get(rgb);
    if (known !== undefined) return known;
    const found = nearest(palette, rgb);
    indices.set(rgb, found);
    return found;
  };
  return { palette, indexOf };
}

function nearest(palette: readonly number[], rgb: number): number {
  let best = 0;
  let least = Infinity;
  for (const [index, candidate] of palette.entries()) {
    const red = (candidate >> 16) - (rgb >> 16);
    const green = ((candidate >> 8) & 255) - ((rgb >> 8) & 255);
    const blue = (candidate & 255) - (rgb & 255);
    const distance = red * red + green * green + blue * blue;
    if (distance >= least) continue;
    best = index;
    least = distance;
  }
  return best;
}

function readPng(png: Buffer): Pixels {
  let width = 0;
  let height = 0;
  let channels = 0;
  const data: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += png.readUInt32BE(at) + 12) {
    const name = png.toString('latin1', at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (name === 'IDAT') data.push(content);
    if (name !== 'IHDR') continue;
    width = content.readUInt32BE(0);
    height = content.readUInt32BE(4);
    channels = { 2: 3, 6: 4 }[content[9] ?? 0] ?? 0;
    if (channels === 0 || content[8] !== 8 || content[12] !== 0) {
      throw new Error('This is no PNG as a browser takes it.');
    }
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(data)), width * channels, channels);
  const colours = new Uint32Array(width * height);
  for (let pixel = 0; pixel < colours.length; pixel++) {
    colours[pixel] = bytes.readUIntBE(pixel * channels, 3);
  }
  return { width, height, colours };
}

/** Undoes what each row's first byte says was done to it (PNG specification, section 9). */
function unfiltered(filtered: Buffer, rowLength: number, step: number): Buffer {
  const height = filtered.length / (rowLength + 1);
  const bytes = Buffer.alloc(rowLength * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (rowLength + 1)] ?? 0;
    for (let x = 0; x < rowLength; x++) {
      const at = y * rowLength + x;
      const left = x < step ? 0 : (bytes[at - step] ?? 0);
      const above = y === 0 ? 0 : (bytes[at - rowLength] ?? 0);
      const corner = x < step || y === 0 ? 0 : (bytes[at - rowLength - step] ?? 0);
      const raw = filtered[y * (rowLength + 1) + 1 + x] ?? 0;
      bytes[at] = raw + predicted(filter, left, above, corner);
    }
  }
  return bytes;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    default: {
      const estimate = left + above - corner;
      const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) =>
        Math.abs(estimate - one),
      ) as [number, number, number];
      if (toLeft <= toAbove && toLeft <= toCorner) return left;
      return toAbove <= toCorner ? above : corner;
    }
  }
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
