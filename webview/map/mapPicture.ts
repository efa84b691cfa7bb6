import { EDGE } from '../../src/inspector/wireMapSvg';
import { drawMap, type Scene } from './mapDrawing';
import { pictureRatio } from './pictureRatio';

/** The whole map as a PNG in base64; undefined where it would be larger than any canvas. */
export function pngOf(scene: Scene): string | undefined {
  const { layout, colours } = scene;
  const width = Math.ceil(layout.width + 2 * EDGE);
  const height = Math.ceil(layout.height + 2 * EDGE);
  const ratio = pictureRatio(width, height);
  if (ratio === undefined) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  const outlook = { k: 1, tx: EDGE - layout.left, ty: EDGE - layout.top };
  drawMap(context, { width, height, ratio }, outlook, {
    ...scene,
    active: undefined,
    matches: new Set(),
  });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = colours.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1];
}
