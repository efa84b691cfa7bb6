import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../scripts/processes.mjs';

/** A throw-away home for one VS Code: what it keeps, and nothing of what the developer has. */
export interface Profile {
  readonly folder: string;
  readonly extensionsDir: string;
  readonly userDataDir: string;
  readonly serverDataDir: string;
  /** Does nothing to a kept one. */
  readonly remove: () => Promise<void>;
}

export type Settings = Readonly<Record<string, unknown>>;

/** Quiet and offline: what would cover the view under test, move, or call home. */
const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @param settings the user's settings, on top of the quiet ones
 * @param keptFolder a folder to keep; otherwise a fresh one among the system's temporary files. The
 *   settings that are there already stay.
 */
export async function createProfile(
  settings: Settings = {},
  keptFolder?: string,
): Promise<Profile> {
  const { folder, remove } =
    keptFolder === undefined
      ? temporaryFolder('vscode-profile-')
      : { folder: keptFolder, remove: () => Promise.resolve() };
  const profile: Profile = {
    folder,
    extensionsDir: path.join(folder, 'extensions'),
    userDataDir: path.join(folder, 'user-data'),
    serverDataDir: path.join(folder, 'server-data'),
    remove,
  };
  await mkdir(profile.extensionsDir, { recursive: true });
  await writeSettings(profile, settings);
  return profile;
}

async function writeSettings(profile: Profile, settings: Settings): Promise<void> {
  const userFolder = path.join(profile.userDataDir, 'User');
  await mkdir(userFolder, { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
  await writeFile(path.join(userFolder, 'settings.json'), text, { flag: 'wx' }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    },
  );
}

/**
 * Puts an extension into a profile as it lies in its folder, built. VS Code takes it for an installed
 * one: it shows what a user sees, which it does not for an extension under development.
 *
 * @returns where it lies there
 */
export async function addExtension(profile: Profile, folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    publisher: string;
    name: string;
    version: string;
  };
  const { publisher, name, version } = manifest;
  const target = path.join(profile.extensionsDir, `${publisher}.${name}-${version}`);
  const parts = (await readdir(folder)).filter((entry) => extensionPart.test(entry));
  await rm(target, { recursive: true, force: true });
  for (const part of parts) {
    await cp(path.join(folder, part), path.join(target, part), { recursive: true });
  }
  return target;
}

const extensionPart = /^(package(\.nls.*)?\.json|README\.md|.*\.mjs|dist|media|l10n)$/;
