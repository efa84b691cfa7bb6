import * as vscode from 'vscode';
import type { Fault } from '../sandbox/fault';
import type { Injection } from '../sandbox/activeFaults';
import type { Sandbox } from '../sandbox/sandbox';
import { translated } from '../sentence';
import { argumentOf, type Argument } from './connectionArguments';
import { injectedWords } from './faultWords';
import { plainText } from './plainText';
import type { ConnectionsRoom } from './room';
import { messageOf } from './secrets';
import { startSandboxFor } from './tryTheSandbox';

const STATUS_MESSAGE_MS = 5_000;

/**
 * Makes something go wrong in the sandbox, which starts where it does not run. With
 * `{fault, operation?, times?}` and the fault's own parameters, or `{clear: true}`, asks nothing.
 * @returns ids of the faults that are on then; undefined when there is no change
 */
export async function injectFault(
  room: ConnectionsRoom,
  value: unknown,
): Promise<readonly string[] | undefined> {
  const argument = argumentOf(value);
  const sandbox = await startSandboxFor(room);
  if (sandbox === undefined) return undefined;
  const wish = wishOf(argument) ?? (await choose(sandbox));
  if (wish === undefined) return undefined;
  if (wish.kind === 'clear') sandbox.clearFaults();
  else if (!inject(sandbox, wish.injection)) return undefined;
  tell(sandbox);
  return sandbox.activeFaults().map(({ fault }) => fault.id);
}

type Wish = { readonly kind: 'clear' } | { readonly kind: 'inject'; readonly injection: Injection };

function wishOf(argument: Argument | undefined): Wish | undefined {
  if (argument?.clear === true) return { kind: 'clear' };
  const { fault, ...rest } = argument ?? {};
  return typeof fault === 'string' ? { kind: 'inject', injection: { ...rest, fault } } : undefined;
}

function inject(sandbox: Sandbox, injection: Injection): boolean {
  try {
    sandbox.inject(injection);
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('No fault was injected: {message}', { message: plainText(messageOf(error)) }),
    );
    return false;
  }
}

function tell(sandbox: Sandbox): void {
  vscode.window.setStatusBarMessage(
    injectedWords(vscode.l10n, sandbox.activeFaults()),
    STATUS_MESSAGE_MS,
  );
}

interface WishItem extends vscode.QuickPickItem {
  readonly wish?: Wish;
}

async function choose(sandbox: Sandbox): Promise<Wish | undefined> {
  const picked = await vscode.window.showQuickPick(items(sandbox), {
    title: vscode.l10n.t('Inject a Fault into the Sandbox'),
    // a row that is revealed late takes the keyboard, and would close it
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t(
      'What goes wrong? It does until it is cleared, or as often as it says',
    ),
    matchOnDetail: true,
    matchOnDescription: true,
  });
  return picked?.wish;
}

function items(sandbox: Sandbox): readonly WishItem[] {
  const active = new Set(sandbox.activeFaults().map(({ fault }) => fault.id));
  const clear: WishItem = {
    label: `$(clear-all) ${vscode.l10n.t('Clear All Faults')}`,
    detail: vscode.l10n.t('The sandbox works as it should again.'),
    wish: { kind: 'clear' },
  };
  const injectable = sandbox.faults.filter(canInject);
  return [
    ...(active.size > 0 ? [clear] : []),
    ...injectable.flatMap((fault, at) => {
      const item = faultItem(fault, active.has(fault.id));
      return injectable[at - 1]?.group === fault.group ? [item] : [separator(fault.group), item];
    }),
  ];
}

function separator(group: Fault['group']): WishItem {
  return { label: groupTitle(group), kind: vscode.QuickPickItemKind.Separator };
}

function canInject({ making }: Fault): boolean {
  return making.kind !== 'client';
}

function faultItem({ id, title: marked, note }: Fault, isActive: boolean): WishItem {
  const title = translated(vscode.l10n, marked);
  return {
    label: isActive ? `$(check) ${title}` : title,
    description: isActive ? vscode.l10n.t('{id}, is on', { id }) : id,
    detail: translated(vscode.l10n, note),
    wish: { kind: 'inject', injection: { fault: id } },
  };
}

function groupTitle(group: Fault['group']): string {
  switch (group) {
    case 'address':
      return vscode.l10n.t('The way to the API');
    case 'connection':
      return vscode.l10n.t('The connection');
    case 'body':
      return vscode.l10n.t('The body of the answer');
    case 'envelope':
      return vscode.l10n.t('The envelope');
    case 'code':
      return vscode.l10n.t('Errors of the API');
    case 'signIn':
      return vscode.l10n.t('Signing in');
    case 'server':
      return vscode.l10n.t('The server');
    case 'rows':
      return vscode.l10n.t('What is listed');
    case 'time':
      return vscode.l10n.t('Clock');
  }
}
