/** Chromium draws nothing on a larger canvas. */
const LARGEST_SIDE = 16_384;
const LARGEST_AREA = 2 ** 27;

/** Pixels for each unit of a picture, so that it is sharp; undefined where no canvas is as large. */
export function pictureRatio(width: number, height: number): number | undefined {
  return [2, 1].find(
    (ratio) =>
      ratio * Math.max(width, height) <= LARGEST_SIDE &&
      ratio * ratio * width * height <= LARGEST_AREA,
  );
}
