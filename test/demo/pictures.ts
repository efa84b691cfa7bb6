import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/processes.mjs';
import type { Workbench } from '../vscode/workbench';
import { smallPng } from './smallPng';

/** Where the run leaves its pictures. */
export const pictureFolder = path.join(root, 'out', 'demo');

/** Those that README.md shows. */
const published = ['hierarchy-dark.png', 'request-light.png'];

/** Takes a picture of the window in the dark theme and in the light one. */
export async function takePictures(workbench: Workbench, name: string): Promise<void> {
  // the pointer's own hover would cover what is to be seen
  await workbench.page.mouse.move(900, 885);
  await workbench.statusBar.gone(/copied/);
  for (const theme of ['light', 'dark'] as const) {
    await workbench.colourTheme(theme);
    const file = path.join(pictureFolder, `${name}-${theme}.png`);
    await workbench.screenshot(file);
    await writeFile(file, smallPng(await readFile(file)));
  }
}

/** Copies the pictures that README.md shows to media/. */
export async function publishPictures(): Promise<void> {
  const media = path.join(root, 'media');
  await mkdir(media, { recursive: true });
  for (const name of published) {
    await copyFile(path.join(pictureFolder, name), path.join(media, name));
  }
}
