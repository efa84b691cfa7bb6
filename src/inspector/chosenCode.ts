import * as v from 'valibot';
import * as vscode from 'vscode';
import { translated } from '../sentence';
import type { CodeOptions } from '../snippets/codeCall';
import { codeTarget, codeTargets, type CodeTarget } from '../snippets/codeTargets';

const KEY = 'inspector.code';

/** A language, a library, and what code is to do besides. */
export interface CodeChoice extends CodeOptions {
  readonly target: CodeTarget;
}

const kept = v.object({ id: v.string(), paging: v.boolean(), signIn: v.boolean() });

/** What code was written in last, in every window. */
export class ChosenCode {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Somebody chose another. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly memento: Pick<vscode.Memento, 'get' | 'update'>) {}

  /** The first one that there is, as long as nobody chose. */
  get choice(): CodeChoice {
    const read = v.safeParse(kept, this.memento.get<unknown>(KEY));
    const target = read.success ? codeTarget(read.output.id) : undefined;
    if (!read.success || target === undefined)
      return { target: codeTargets[0], paging: false, signIn: false };
    return { target, paging: read.output.paging, signIn: read.output.signIn };
  }

  /**
   * Asks for another, the last one first.
   *
   * @param hasKey whether the request's connection signs in by key and secret
   * @returns undefined where nothing was chosen
   */
  async choose(hasKey: boolean): Promise<CodeChoice | undefined> {
    const target = await askForTarget(this.choice);
    const options = target && (await askForOptions(target, hasKey, this.choice));
    if (target === undefined || options === undefined) return undefined;
    await this.memento.update(KEY, { id: target.id, ...options });
    this.#changed.fire();
    return { target, ...options };
  }
}

/** Such as “Python · requests”. */
export function codeTitle({ language, client }: CodeTarget): string {
  const { l10n } = vscode;
  return `${translated(l10n, language)} · ${translated(l10n, client)}`;
}

interface TargetItem extends vscode.QuickPickItem {
  readonly target?: CodeTarget;
}

async function askForTarget({ target: last }: CodeChoice): Promise<CodeTarget | undefined> {
  const item = (target: CodeTarget): TargetItem => ({
    label: translated(vscode.l10n, target.language),
    description: [
      translated(vscode.l10n, target.client),
      ...(target.can ?? []).map(optionLabel),
    ].join(' · '),
    target,
  });
  const chosen = await vscode.window.showQuickPick<TargetItem>(
    [
      { label: vscode.l10n.t('Last used'), kind: vscode.QuickPickItemKind.Separator },
      item(last),
      { label: vscode.l10n.t('All'), kind: vscode.QuickPickItemKind.Separator },
      ...codeTargets.filter((target) => target !== last).map(item),
    ],
    {
      title: vscode.l10n.t('Copy as Code'),
      placeHolder: vscode.l10n.t('In which language, and with what?'),
      // a page that takes the keyboard back would close it
      ignoreFocusOut: true,
      matchOnDescription: true,
    },
  );
  return chosen?.target;
}

interface OptionItem extends vscode.QuickPickItem {
  readonly option: keyof CodeOptions;
}

/** Only where there is something to choose. */
async function askForOptions(
  { can = [] }: CodeTarget,
  hasKey: boolean,
  last: CodeOptions,
): Promise<CodeOptions | undefined> {
  const offered = can.filter((option) => option !== 'signIn' || hasKey);
  if (offered.length === 0) return { paging: false, signIn: false };
  const chosen = await vscode.window.showQuickPick<OptionItem>(
    offered.map((option) => ({
      label: optionLabel(option),
      detail: optionDetail(option),
      picked: last[option],
      option,
    })),
    {
      title: vscode.l10n.t('Copy as Code'),
      placeHolder: vscode.l10n.t('What is it to do besides? Enter takes what is checked.'),
      // a page that takes the keyboard back would close it
      ignoreFocusOut: true,
      canPickMany: true,
    },
  );
  if (chosen === undefined) return undefined;
  const has = (option: keyof CodeOptions) => chosen.some((one) => one.option === option);
  return { paging: has('paging'), signIn: has('signIn') };
}

function optionLabel(option: keyof CodeOptions): string {
  return option === 'paging' ? vscode.l10n.t('with paging loop') : vscode.l10n.t('with sign-in');
}

function optionDetail(option: keyof CodeOptions): string {
  return option === 'paging'
    ? vscode.l10n.t(
        'Goes on by the rows received until none is new, waits where there were too many requests, and prints a customer a line.',
      )
    : vscode.l10n.t('Fetches the token by CAPILLARY_KEY and CAPILLARY_SECRET first.');
}
