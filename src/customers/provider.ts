import * as vscode from 'vscode';
import { besideLabel } from '../privacy/displayText';
import { capabilities } from './capabilities';
import { Countdown } from './countdown';
import { hasEntries, hasMoreThanTypeAndValue } from './detailRows';
import { factRows } from './factRows';
import type { Forest } from './forest';
import { rowIcon } from './rowIcons';
import { rowId, type LevelRow, type Row } from './rows';
import { rowTooltip } from './rowTooltip';
import { accessibleLabel, rowWords, type RowFacts } from './rowWords';
import type { RowFilter } from './rowFilter';
import type { ShortLevels } from './shortLevels';
import type { ShownRows } from './shownRows';

/** Shows the rows of the forest in a tree view; knows nothing about how they are loaded. */
export class CustomersProvider implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Row | undefined>();
  readonly #countdown = new Countdown((row) => this.#changed.fire(row));
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    private readonly forest: Forest,
    private readonly facts: RowFacts,
    private readonly shown: ShownRows,
    private readonly shortLevels?: ShortLevels,
    private readonly filter?: Pick<RowFilter, 'given'>,
  ) {}

  /** Shows again the narrowest row that says something about a level; without one, everything. */
  refresh(row?: LevelRow): void {
    if (row !== undefined) this.#countdown.end(rowId(row, 'loading'));
    this.#changed.fire(row?.kind === 'children' ? row.parent : row);
  }

  getChildren(row?: Row): Row[] {
    const all = this.forest.children(row);
    const rows = this.filter?.given(all) ?? all;
    return [...(this.shortLevels?.given(row, rows) ?? rows)];
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    if (row.kind === 'loading') this.#countdown.shown(row);
    const shown = this.shown.of(row);
    const words = rowWords(shown, this.facts);
    const { label, description } = words;
    const item = new vscode.TreeItem(label, collapsibleState(row, this.facts));
    item.id = row.id;
    if (description !== undefined) item.description = besideLabel(label, description);
    item.iconPath = rowIcon(shown);
    item.contextValue = capabilities(row, (below) => this.forest.begunLevel(below));
    item.accessibilityInformation = { label: accessibleLabel(shown, this.facts, words) };
    const command = commandOf(row, label);
    if (command !== undefined) item.command = command;
    return item;
  }

  /** Tooltips are made for the rows that are pointed at, not for all. */
  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    const tooltip = new vscode.MarkdownString(rowTooltip(this.shown.of(row), this.facts));
    tooltip.supportHtml = false;
    tooltip.supportThemeIcons = false;
    tooltip.isTrusted = false;
    item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.#countdown.dispose();
    this.#changed.dispose();
  }
}

function collapsibleState(row: Row, facts: RowFacts): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const collapsedIf = (hasRows: boolean) => (hasRows ? Collapsed : None);
  switch (row.kind) {
    case 'root':
    case 'customer':
    case 'profile':
    case 'blank':
      return Collapsed;
    case 'children':
      // children that are known to be there are what one opens a customer for
      return row.parent.customer.noOfChildren !== undefined && facts.askedBy(row.parent)
        ? Expanded
        : Collapsed;
    case 'error':
      return factRows(row).length > 0 ? Expanded : None;
    case 'group':
    case 'field':
      return collapsedIf(hasEntries(row.content));
    case 'identifier':
    case 'channel':
      return collapsedIf(hasMoreThanTypeAndValue(row.content));
    case 'issue':
    case 'loading':
    case 'empty':
    case 'more':
    case 'fact':
    case 'note':
      return None;
  }
}

/** Rows that do one thing when they are clicked, or opened with Enter. */
function commandOf(row: Row, title: string): vscode.Command | undefined {
  const command = (name: string) => ({
    title,
    command: `customerHierarchy.${name}`,
    arguments: [row],
  });
  if (row.kind === 'more') return command('loadMore');
  if (row.kind !== 'note') return undefined;
  switch (row.note) {
    case 'noIdentifier':
      return command('expandBy');
    case 'hostBefore':
      return command('refresh');
    case 'connectionRemoved':
      return undefined;
  }
}
