import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { root } from '../../scripts/processes.mjs';
import type { Workbench } from '../vscode/workbench';

/** Where the run leaves its pictures. */
export const pictureFolder = path.join(root, 'out', 'demo');

/** Of the window, beside the side bar. */
const editor = { left: 516, top: 30, width: 762, height: 702 };
/** Down to the beginning of the answer; its upper half. */
const editorWithAnswer = { ...editor, height: 556 };
const upperEditor = { ...editor, height: 400 };
/** A part of the map, with a grandchild. */
const mapPart = { left: 822, top: 285, width: 456, height: 360 };
/** The side bar, and what drops down from the top. */
const sideBar = { left: 52, top: 62, width: 462, height: 292 };
const quickInput = { left: 341, top: 31, width: 600, height: 307 };
/** The side bar and the editor, down to the other views: what README.md shows. */
const upperWindow = { left: 0, top: 30, width: 1280, height: 638 };
/** Those of the walkthrough, each in both themes. */
const tour = [
  { name: 'tree', from: 'hierarchy', part: sideBar },
  { name: 'inspector', from: 'hierarchy', part: editorWithAnswer },
  { name: 'map', from: 'map', part: mapPart },
  { name: 'request', from: 'request', part: upperEditor },
  { name: 'connect', from: 'connect', part: quickInput },
  { name: 'masked', from: 'masked', part: sideBar },
] as const;

/** Takes a picture of the window in the dark theme and in the light one. */
export async function takePictures(workbench: Workbench, name: string): Promise<void> {
  // the pointer's own hover would cover what is to be seen
  await workbench.page.mouse.move(800, 755);
  await workbench.statusBar.gone(/copied/);
  for (const theme of ['light', 'dark'] as const) {
    await workbench.colourTheme(theme);
    await workbench.screenshot(path.join(pictureFolder, `${name}-${theme}.png`));
  }
}

/** Puts the pictures that README.md and the walkthrough show into media/, without a loss that an eye could see. */
export async function publishPictures(): Promise<void> {
  const media = path.join(root, 'media');
  await mkdir(media, { recursive: true });
  await sharp(path.join(pictureFolder, 'hierarchy-dark.png'))
    .extract(upperWindow)
    .webp({ nearLossless: true, quality: 40, effort: 6 })
    .toFile(path.join(media, 'hierarchy-dark.webp'));
  for (const { name, from, part } of tour)
    for (const theme of ['dark', 'light'])
      await sharp(path.join(pictureFolder, `${from}-${theme}.png`))
        .extract(part)
        // smaller than with the loss that photographs are made smaller by
        .webp({ nearLossless: true, quality: 10, effort: 6 })
        .toFile(path.join(media, `tour-${name}-${theme}.webp`));
}
