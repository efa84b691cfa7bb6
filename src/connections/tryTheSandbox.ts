import * as vscode from 'vscode';
import { figuresOf } from '../figures';
import type { Sandbox, SandboxParent } from '../sandbox/sandbox';
import { translated } from '../sentence';
import { syntaxOf } from '../snippets/shells';
import { argumentOf } from './connectionArguments';
import { curlStyleForCopy } from './curlStyle';
import { plainText, withoutIcons } from './plainText';
import type { ConnectionsRoom } from './room';
import { messageOf } from './secrets';
import { SANDBOX_ID } from './settingsEntries';

const STATUS_MESSAGE_MS = 5_000;

/**
 * Starts the sandbox where it does not run, makes it the active connection and opens its first parent;
 * where it runs already, lets the user choose among its parents. With `{parent: number}` (from 0) opens
 * that one and asks nothing.
 * @returns the sandbox's origin; undefined when it did not start or there is no such parent
 */
export async function tryTheSandbox(
  room: ConnectionsRoom,
  value: unknown,
): Promise<string | undefined> {
  const wanted = argumentOf(value)?.parent;
  const ranBefore = room.sandbox.running() !== undefined;
  const sandbox = await startSandboxFor(room);
  if (sandbox === undefined) return undefined;
  await room.use(SANDBOX_ID);
  if (ranBefore && wanted === undefined) {
    await chooseParent(sandbox);
    return sandbox.origin;
  }
  const parent =
    wanted === undefined || typeof wanted === 'number' ? sandbox.parents[wanted ?? 0] : undefined;
  if (parent === undefined) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The sandbox has no such parent: parent must be a number from 0 to {last}.', {
        last: sandbox.parents.length - 1,
      }),
    );
    return undefined;
  }
  await open(parent);
  if (wanted === undefined) void offerOthers(sandbox);
  return sandbox.origin;
}

export async function stopTheSandbox(room: ConnectionsRoom): Promise<void> {
  await room.sandbox.stop();
  room.dependencies.forgetTokens(SANDBOX_ID);
}

/**
 * Copies what a copied curl command, or a program of the user's, wants in its environment. The sandbox's
 * people are made up and its credentials last until it stops: this is no secret of anybody's.
 */
export async function copySandboxCredentials(room: ConnectionsRoom): Promise<void> {
  const style = await curlStyleForCopy();
  if (style === undefined) return;
  const sandbox = await startSandboxFor(room);
  if (sandbox === undefined) return;
  const { setVariable } = syntaxOf(style.shell);
  const lines = Object.entries(sandbox.environment()).map(
    ([name, value]) => `${setVariable(name, value)}\n`,
  );
  await vscode.env.clipboard.writeText(lines.join(''));
  vscode.window.setStatusBarMessage(
    vscode.l10n.t(
      'Credentials of the sandbox copied, as lines for a shell. The token lives 5 minutes.',
    ),
    STATUS_MESSAGE_MS,
  );
}

/** Undefined where it does not start; the user is told why. */
export async function startSandboxFor(room: ConnectionsRoom): Promise<Sandbox | undefined> {
  try {
    return await vscode.window.withProgress(
      { location: { viewId: 'customerHierarchy.customers' } },
      () => room.sandbox.start(),
    );
  } catch (error) {
    room.dependencies.log.error(`The sandbox did not start: ${messageOf(error)}`);
    const showLog = vscode.l10n.t('Show Log');
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t('The sandbox did not start: {message}', {
        message: plainText(messageOf(error)),
      }),
      showLog,
    );
    if (chosen === showLog) room.dependencies.log.show();
    return undefined;
  }
}

async function open(parent: SandboxParent): Promise<void> {
  await vscode.commands.executeCommand('customerHierarchy.inspectParent', {
    connectionId: SANDBOX_ID,
    associationEntityType: parent.associationEntityType,
    identifierType: parent.identifierType,
    identifierValue: parent.identifierValue,
    ...(parent.source !== undefined && { source: parent.source }),
    ...(parent.accountId !== undefined && { accountId: parent.accountId }),
    ...(parent.includeNoOfChildren !== undefined && {
      includeNoOfChildren: parent.includeNoOfChildren,
    }),
    ...(parent.includeCustomerAssociateDetail !== undefined && {
      includeCustomerAssociateDetail: parent.includeCustomerAssociateDetail,
    }),
  });
  await vscode.commands.executeCommand('customerHierarchy.customers.focus');
}

async function offerOthers(sandbox: Sandbox): Promise<void> {
  const another = vscode.l10n.t('Open Another Parent…');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The sandbox runs on this computer ({origin}), with made-up people. It stops when this window closes.',
      { origin: sandbox.origin },
    ),
    another,
  );
  if (chosen === another) await chooseParent(sandbox);
}

async function chooseParent(sandbox: Sandbox): Promise<void> {
  const { count } = figuresOf(vscode.env.language);
  const picked = await vscode.window.showQuickPick(
    sandbox.parents.map((parent) => ({
      label: withoutIcons(translated(vscode.l10n, parent.label, count)),
      detail: withoutIcons(translated(vscode.l10n, parent.note)),
      parent,
    })),
    {
      title: vscode.l10n.t('Open a Parent of the Sandbox'),
      placeHolder: vscode.l10n.t('Which parent do you want to look at?'),
      // a row that is revealed late takes the keyboard, and would close it
      ignoreFocusOut: true,
      matchOnDetail: true,
    },
  );
  if (picked !== undefined) await open(picked.parent);
}
