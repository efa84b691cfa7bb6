import * as vscode from 'vscode';
import { pickPersonal } from '../connections/personalInputs';
import { withoutIcons } from '../connections/plainText';
import { maskingWhile } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import type { HistoryEntry } from './history';
import { shownEntry } from './rows';
import { isSameRequest } from './sameRequest';
import { entryDescription, entryHeadline, entryLabel, type Wording } from './words';

interface EntryItem extends vscode.QuickPickItem {
  readonly entry?: HistoryEntry;
}

const inShape = maskingWhile(() => true);

export interface EntryPicking {
  readonly wording: Wording;
  readonly personalData: Pick<PersonalData, 'onDidChange'>;
  /** The entry as it may be shown. */
  readonly shown: (entry: HistoryEntry) => HistoryEntry;
}

/**
 * Asks for an entry that has an answer; those that asked the same as `other` come first.
 *
 * @param other what it is to be compared with; without, the first of two is asked for
 */
export async function pickEntry(
  { wording, personalData, shown }: EntryPicking,
  entries: readonly HistoryEntry[],
  other: HistoryEntry | undefined,
): Promise<HistoryEntry | undefined> {
  const { l10n } = wording;
  const choices = entries.filter(
    ({ id, answer, stored }) => id !== other?.id && (answer ?? stored) !== undefined,
  );
  const isSame = ({ request }: HistoryEntry) =>
    other !== undefined && isSameRequest(request, other.request);
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('The history has no other answer to compare with yet. Run a request again first.'),
    );
    return undefined;
  }
  const itemOf = (entry: HistoryEntry): EntryItem => ({
    label: withoutIcons(entryLabel(wording, shown(entry))),
    description: withoutIcons(entryDescription(wording, entry)),
    detail: withoutIcons(entry.connectionName),
    entry,
  });
  const chosen = await pickPersonal(personalData, () => ({
    title: other === undefined ? l10n.t('Compare Answers') : l10n.t('Compare With'),
    placeholder:
      other === undefined
        ? l10n.t('Choose the first of two answers')
        : l10n.t('Compare {label}, {time}, with…', {
            // VS Code shows it as a tooltip, too, which nothing can change while it is up
            label: entryHeadline(wording, shownEntry(other, inShape)),
            time: wording.figures.time(other.at),
          }),
    items: [
      ...group(l10n.t('The same request'), choices.filter(isSame).map(itemOf)),
      ...group(l10n.t('Other requests'), choices.filter((entry) => !isSame(entry)).map(itemOf)),
    ],
  }));
  return chosen?.entry;
}

function group(label: string, items: readonly EntryItem[]): readonly EntryItem[] {
  if (items.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
