import * as vscode from 'vscode';
import { documentedIdentifierTypes, identifierHint } from '../api/identifiers';
import type { Connection } from '../api/connection';
import type { Identifier } from '../api/customer';
import { ended } from '../connections/inputSteps';
import { plainText, withoutIcons } from '../connections/plainText';
import type { Connections } from '../connections/room';
import { maskingWhile } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import { joinedSentences, translated } from '../sentence';
import { identifiersOf, type FoundIdentifier } from './identifierFields';

/** What is to be seen before anything is sent. */
export interface Preview {
  readonly title: string;
  /** What the program has; the first one is asked for by Enter. */
  readonly found: readonly FoundIdentifier[];
  /** Whether one of them stands in the box, to be changed there. */
  readonly isEditable: boolean;
}

export interface Chosen {
  readonly connection: Connection;
  readonly identifier: Identifier;
}

export interface PreviewCollaborators {
  readonly connections: Connections;
  readonly personalData: PersonalData;
  /** Identifier types, as the user prefers them. */
  readonly preference: readonly string[];
}

interface Item extends vscode.QuickPickItem {
  readonly identifier: Identifier;
}

/**
 * Shows what would be asked for, and of which connection, as often as another connection is wanted.
 * Undefined where the user wants none of it: then nothing is sent.
 */
export async function preview(
  made: PreviewCollaborators,
  shown: Preview,
): Promise<Chosen | undefined> {
  let connection = await made.connections.current();
  let typed: string | undefined;
  for (;;) {
    if (connection === undefined) return undefined;
    const entered = await ask(made, shown, connection, typed);
    if (entered.kind === 'cancelled') return undefined;
    if (entered.kind === 'entered') return { connection, identifier: entered.value };
    typed = entered.typed;
    await vscode.commands.executeCommand('customerHierarchy.useConnection');
    connection = made.connections.active();
  }
}

function ask(
  { connections, personalData, preference }: PreviewCollaborators,
  { title, found, isEditable }: Preview,
  connection: Connection,
  typed: string | undefined,
) {
  const pick = vscode.window.createQuickPick<Item>();
  const masking = maskingWhile(() => personalData.isMasked);
  // what is masked must not be read in the box either
  const startNow = () => (isEditable && !masking.isOn ? (found[0]?.value ?? '') : '');
  let start = startNow();
  const isStart = () => pick.value.trim() === start;
  const itemOf = (identifier: Identifier, value: string, detail: string): Item => ({
    label: vscode.l10n.t('{value} as {type}, of {connection}', {
      value: withoutIcons(value),
      type: plainText(identifier.type, 40),
      connection: withoutIcons(connection.name),
    }),
    detail,
    alwaysShow: true,
    identifier,
  });
  const foundItem = (one: FoundIdentifier) =>
    itemOf(
      one,
      masking.value(one.value),
      joinedSentences(
        !isEditable && vscode.l10n.t('From {name}.', { name: plainText(one.name, 60) }),
        one.raw !== undefined &&
          vscode.l10n.t('In the program: {text}', { text: withoutIcons(masking.value(one.raw)) }),
        ofUnlistedType(one),
      ),
    );
  const items = () => (isStart() ? found.map(foundItem) : typedItems());
  const typedItems = () => {
    const like = isEditable ? (found[0]?.name ?? '') : '';
    const looks = identifiersOf(pick.value, like, preference);
    // whoever types a word means an id
    const meant = looks.length > 0 ? looks : identifiersOf(pick.value, 'externalId', preference);
    return meant.map((one) => itemOf(one, one.value, ofUnlistedType(one)));
  };
  const show = () => (pick.items = items());
  const button: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('plug'),
    tooltip: vscode.l10n.t('Ask another connection…'),
  };
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Choose what is to be asked, or type another value');
  if (connections.all().length > 1) pick.buttons = [button];
  pick.value = typed ?? start;
  show();
  return ended<Identifier>(pick, (finish) => [
    pick.onDidChangeValue(show),
    personalData.onDidChange(() => {
      const wasStart = isStart();
      start = startNow();
      if (wasStart) pick.value = start;
      show();
    }),
    pick.onDidTriggerButton(() => finish({ kind: 'back', typed: pick.value })),
    pick.onDidAccept(() => {
      // who types and presses Enter is quicker than the list: what stands in the box is meant
      const now = items().map(({ identifier }) => identifier);
      const selected = pick.selectedItems[0]?.identifier;
      const identifier =
        now.find((one) => one.type === selected?.type && one.value === selected.value) ??
        now.find(({ type }) => type === selected?.type) ??
        now[0];
      if (identifier !== undefined) finish({ kind: 'entered', value: identifier });
    }),
  ]);
}

/** Empty for those of the documentation. */
function ofUnlistedType({ type }: Identifier): string {
  const isListed = documentedIdentifierTypes.some((listed) => listed.type === type);
  return isListed ? '' : translated(vscode.l10n, identifierHint(type));
}
