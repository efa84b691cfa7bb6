import * as vscode from 'vscode';
import type { PersonalData } from '../privacy/personalData';
import { ended } from './inputSteps';

type MaskSwitch = Pick<PersonalData, 'onDidChange'>;

/** What a list shows, with values as they may be shown now. */
export interface PersonalList<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
}

/**
 * Lets one of several be chosen, of whom something personal is shown. Another window may mask personal
 * data while the list is open: it is made anew at once, with what is typed and whoever is looked at kept.
 *
 * @param list has the same items in the same order each time
 */
export async function pickPersonal<Item extends vscode.QuickPickItem>(
  personalData: MaskSwitch,
  list: () => PersonalList<Item>,
): Promise<Item | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const show = () => {
    const active = pick.items.findIndex((item) => item === pick.activeItems[0]);
    const { title, placeholder, items } = list();
    pick.title = title;
    pick.placeholder = placeholder;
    pick.items = items;
    const again = items[active];
    if (again !== undefined) pick.activeItems = [again];
  };
  show();
  const entered = await ended<Item>(pick, (finish) => [
    personalData.onDidChange(show),
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item !== undefined) finish({ kind: 'entered', value: item });
    }),
  ]);
  return entered.kind === 'entered' ? entered.value : undefined;
}

type Problem = string | vscode.InputBoxValidationMessage | undefined;

export interface PersonalText {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** What the box begins with, as it may be shown now: nothing, where it is masked. */
  readonly start: () => string;
  /** What is wrong with what is typed, said from the first change or attempt on; an error is not taken. */
  readonly check?: (typed: string) => Problem;
}

/** Asks for a text. What it began with is taken out, or put back, when personal data is masked or shown. */
export async function typePersonal(
  personalData: MaskSwitch,
  { title, prompt, placeholder, start, check }: PersonalText,
): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = title;
  input.prompt = prompt;
  input.placeholder = placeholder;
  let began = start();
  input.value = began;
  const checkNow = () => (input.validationMessage = check?.(input.value));
  const entered = await ended<string>(input, (finish) => [
    input.onDidChangeValue(checkNow),
    personalData.onDidChange(() => {
      const isUntouched = input.value === began;
      began = start();
      if (isUntouched) input.value = began;
    }),
    input.onDidAccept(() => {
      if (!isError(checkNow())) finish({ kind: 'entered', value: input.value });
    }),
  ]);
  return entered.kind === 'entered' ? entered.value : undefined;
}

/** As VS Code takes what an input box is told: a bare text is an error, too. */
function isError(problem: Problem): boolean {
  return typeof problem === 'object'
    ? problem.severity === vscode.InputBoxValidationSeverity.Error
    : problem !== undefined && problem !== '';
}
