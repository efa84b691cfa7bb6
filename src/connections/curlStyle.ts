import * as vscode from 'vscode';
import type { CurlStyle } from '../snippets/curl';
import { shells, type Shell } from '../snippets/shells';

const SECTION = 'customerHierarchy';

interface StyleItem extends vscode.QuickPickItem {
  readonly style?: CurlStyle;
}

/** As commands are shown: as they would be copied; for a POSIX shell as long as nobody was asked. */
export function curlStyleShown(): CurlStyle {
  return { shell: chosenShell() ?? 'posix', oneLine: isOneLine() };
}

/**
 * As a command is copied: in which shell somebody will paste it, no platform tells, so it is asked once.
 *
 * @returns undefined where the question was dismissed: nothing is to be copied then
 */
export async function curlStyleForCopy(): Promise<CurlStyle | undefined> {
  const shell = chosenShell();
  return shell === undefined ? chooseCurlStyle() : { shell, oneLine: isOneLine() };
}

/** Asks for shell and form, and remembers both. @returns undefined where nothing was chosen */
export async function chooseCurlStyle(): Promise<CurlStyle | undefined> {
  const current = chosenShell() === undefined ? undefined : curlStyleShown();
  const items = [false, true].flatMap((oneLine): readonly StyleItem[] => [
    {
      label: oneLine ? vscode.l10n.t('In one line') : vscode.l10n.t('Over several lines'),
      kind: vscode.QuickPickItemKind.Separator,
    },
    ...shells.map((shell) => styleItem({ shell, oneLine }, current)),
  ]);
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Shell for Copied Commands'),
    placeHolder: vscode.l10n.t('Where do you paste them? “Choose Shell for curl” asks again.'),
    // a page that takes the keyboard back would close it
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.style !== undefined) await remember(chosen.style);
  return chosen?.style;
}

/** Tells when commands are to be written in another way. */
export function onDidChangeCurlStyle(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (
      ['curlShell', 'curlOneLine'].some((name) => event.affectsConfiguration(`${SECTION}.${name}`))
    )
      listener();
  });
}

/** The name of a shell, as its users call it. */
export function shellName(shell: Shell): string {
  switch (shell) {
    case 'posix':
      return vscode.l10n.t('bash, zsh, fish, sh');
    case 'powershell':
      return vscode.l10n.t('PowerShell');
    case 'cmd':
      return vscode.l10n.t('Command Prompt (cmd)');
  }
}

function styleItem(style: CurlStyle, current: CurlStyle | undefined): StyleItem {
  const isCurrent = current?.shell === style.shell && current.oneLine === style.oneLine;
  return {
    label: shellName(style.shell),
    ...(isCurrent && { description: vscode.l10n.t('current') }),
    detail: shellDetail(style.shell),
    style,
  };
}

function shellDetail(shell: Shell): string {
  switch (shell) {
    case 'posix':
      return vscode.l10n.t('Linux, macOS, WSL, Git Bash; credentials from {variable}', {
        variable: '$CAPILLARY_…',
      });
    case 'powershell':
      return vscode.l10n.t('Version 5 and 7, with curl.exe; credentials from {variable}', {
        variable: '$env:CAPILLARY_…',
      });
    case 'cmd':
      return vscode.l10n.t('Windows; credentials from {variable}', { variable: '%CAPILLARY_…%' });
  }
}

/** The user's own value: no folder may decide in which shell's words a command is written. */
function chosenShell(): Shell | undefined {
  const value = vscode.workspace.getConfiguration(SECTION).inspect<unknown>('curlShell');
  return shells.find((shell) => shell === value?.globalValue);
}

function isOneLine(): boolean {
  const value = vscode.workspace.getConfiguration(SECTION).inspect<unknown>('curlOneLine');
  return value?.globalValue === true;
}

/** What was chosen holds for this copy, whether it can be kept or not. */
async function remember({ shell, oneLine }: CurlStyle): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  try {
    await settings.update('curlShell', shell, vscode.ConfigurationTarget.Global);
    await settings.update('curlOneLine', oneLine || undefined, vscode.ConfigurationTarget.Global);
  } catch {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Your settings cannot be written, so the shell is not remembered: you will be asked again.',
      ),
    );
  }
}
