import { pictureSize } from '../src/inspector/wireMapSvg';
import type { PictureToHost, PictureToPage } from '../src/inspector/wirePicture';
import { pictureRatio } from './map/pictureRatio';

interface VsCodeApi {
  postMessage(message: PictureToHost): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** Makes a PNG of the SVG that the host gives; all that this page is there for. */
const host = acquireVsCodeApi();
// only the host can post into this frame
window.addEventListener('message', ({ data }: MessageEvent<PictureToPage>) => {
  void drawn(data.svg).then((message) => host.postMessage(message));
});
host.postMessage({ kind: 'ready' });

async function drawn(svg: string): Promise<PictureToHost> {
  const size = pictureSize(svg);
  const ratio = size && pictureRatio(size.width, size.height);
  if (size === undefined || ratio === undefined) return { kind: 'tooLarge' };
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(size.width) * ratio;
  canvas.height = Math.ceil(size.height) * ratio;
  const context = canvas.getContext('2d');
  if (context === null) return { kind: 'notDrawn' };
  try {
    await image.decode();
  } catch {
    return { kind: 'notDrawn' };
  }
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = canvas.toDataURL('image/png').split(',')[1];
  return png === undefined ? { kind: 'notDrawn' } : { kind: 'drawn', png };
}
