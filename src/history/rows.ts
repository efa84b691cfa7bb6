import * as vscode from 'vscode';
import { errorSentence } from '../connections/errorWords';
import { figuresOf } from '../figures';
import { besideLabel, escapeMarkdown } from '../privacy/displayText';
import { maskingWhile, type Masking } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import { capabilities } from './capabilities';
import type { HistoryEntry } from './history';
import { entryDescription, entryDetails, entryLabel, entrySpoken, type Wording } from './words';

/** Entries as rows of the view. */
export interface Rows {
  item(entry: HistoryEntry): vscode.TreeItem;
  tooltip(entry: HistoryEntry): vscode.MarkdownString;
}

/** @param markOf what a watch has found of an entry */
export function createRows(
  personalData: Pick<PersonalData, 'isMasked'>,
  markOf: (entry: HistoryEntry) => string | undefined = () => undefined,
): Rows {
  const masking = maskingWhile(() => personalData.isMasked);
  const wording: Wording = {
    l10n: vscode.l10n,
    figures: figuresOf(vscode.env.language),
    errorSentence,
  };
  return {
    item: (entry) => {
      const shown = shownEntry(entry, masking);
      const label = entryLabel(wording, shown);
      const item = new vscode.TreeItem(label);
      item.id = entry.id;
      const mark = markOf(entry);
      const marked = (text: string) => (mark === undefined ? text : [mark, text].join(' · '));
      item.description = besideLabel(label, marked(entryDescription(wording, shown)));
      item.iconPath = iconOf(entry, mark !== undefined);
      item.contextValue = capabilities(entry, mark !== undefined);
      item.accessibilityInformation = { label: marked(entrySpoken(wording, shown)) };
      item.command = {
        command: 'customerHierarchy.openInspector',
        title: vscode.l10n.t('Open Inspector'),
        arguments: [entry],
      };
      return item;
    },
    tooltip: (entry) => {
      const [headline = '', ...lines] = entryDetails(wording, shownEntry(entry, masking)).map(
        escapeMarkdown,
      );
      return new vscode.MarkdownString([`**${headline}**`, ...lines].join('\n\n'));
    },
  };
}

/** What is said of an entry; of a page, nothing but its figures is. */
export function shownEntry(entry: HistoryEntry, masking: Masking): HistoryEntry {
  const { answer } = entry;
  return {
    ...entry,
    request: masking.asked(entry.request),
    ...(answer !== undefined && answer.kind !== 'page' && { answer: masking.error(answer) }),
  };
}

function iconOf({ outcome }: HistoryEntry, isWatched: boolean): vscode.ThemeIcon {
  const icon = (name: string, color: string) =>
    new vscode.ThemeIcon(isWatched ? 'eye' : name, new vscode.ThemeColor(color));
  if (outcome.kind === 'failed') return icon('error', 'testing.iconFailed');
  return outcome.kind === 'answered' && outcome.issues > 0
    ? icon('warning', 'list.warningForeground')
    : icon('pass', 'testing.iconPassed');
}
