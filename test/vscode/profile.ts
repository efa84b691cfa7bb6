import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A throw-away home for one VS Code: what it keeps, and nothing of what the developer has. */
export interface Profile {
  readonly folder: string;
  readonly extensionsDir: string;
  readonly userDataDir: string;
  readonly serverDataDir: string;
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
  'workbench.reduceMotion': 'on',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** @param settings the user's settings, on top of the quiet ones */
export async function createProfile(settings: Settings = {}): Promise<Profile> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vscode-profile-'));
  const profile: Profile = {
    folder,
    extensionsDir: path.join(folder, 'extensions'),
    userDataDir: path.join(folder, 'user-data'),
    serverDataDir: path.join(folder, 'server-data'),
    // a language server or a log writer may still be on its way out
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
  await mkdir(profile.extensionsDir, { recursive: true });
  await writeSettings(profile, settings);
  return profile;
}

/** VS Code watches the file: a running window follows. */
export async function writeSettings(profile: Profile, settings: Settings): Promise<void> {
  const userFolder = path.join(profile.userDataDir, 'User');
  await mkdir(userFolder, { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
  await writeFile(path.join(userFolder, 'settings.json'), text);
}
