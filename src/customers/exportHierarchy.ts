import path from 'node:path';
import * as vscode from 'vscode';
import type { CustomersRequest } from '../api/query';
import { pickPersonal } from '../connections/personalInputs';
import { withoutIcons } from '../connections/plainText';
import { runSteps } from '../connections/steps';
import type { ExportFormat } from '../export/exportPlan';
import type { Summary } from '../export/tally';
import { figuresOf } from '../figures';
import { keptColumnChoice } from '../inspector/chosenColumns';
import { ColumnFinder } from '../inspector/tableColumns';
import { readRowReference } from './commandArguments';
import { badArgument } from './commands';
import { readExportArgument } from './exportArguments';
import { Exporting, type ExportingDeps, type ExportOutcome, type WantedExport } from './exporting';
import { exportSteps, startChoice, type ExportChoice } from './exportSteps';
import { summaryText } from './exportWords';
import { maskingWhile } from '../privacy/masking';
import type { CustomersRoom } from './room';

export interface ExportsDeps extends Omit<ExportingDeps, 'showSummary'> {
  /** Has the columns that the user chose for the Table tab. */
  readonly globalState: vscode.Memento;
  /** Of documents with what an export found. */
  readonly summaryScheme: string;
}

/** Everything about exports that is only needed once there is one. */
export interface Exports {
  /** @param room of the tree, where a row may be selected */
  exportHierarchy(room: CustomersRoom, argument: unknown): Promise<ExportOutcome>;
  offerUnfinished(): Promise<void>;
  /** Of a document with a summary. */
  summaryText(uri: vscode.Uri): string;
  /** Cuts off those that run; what they have stays. */
  dispose(): void;
}

const endings: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  ndjson: 'ndjson',
  json: 'json',
  markdown: 'md',
  svg: 'svg',
  png: 'png',
};
const LONGEST_NAME = 60;

export function openExports(deps: ExportsDeps): Exports {
  const summaries = new Map<string, Summary>();
  const masking = maskingWhile(() => deps.personalData.isMasked);
  const exporting = new Exporting({
    ...deps,
    showSummary: async (file, summary) => {
      const name = vscode.l10n.t('Export to {file}', { file: path.basename(file) });
      const uri = vscode.Uri.from({
        scheme: deps.summaryScheme,
        path: `/${name.replaceAll(/[\\/:*?"<>|]+/g, '_')}.txt`,
        query: crypto.randomUUID(),
      });
      summaries.set(uri.toString(), summary);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: false });
    },
  });
  return {
    exportHierarchy: (tree, argument) => exportHierarchy(deps, exporting, tree, argument),
    offerUnfinished: () => exporting.offerUnfinished(),
    dispose: () => exporting.dispose(),
    summaryText: (uri) => {
      const summary = summaries.get(uri.toString());
      if (summary === undefined) return vscode.l10n.t('This text is no longer kept.');
      const figures = figuresOf(vscode.env.language);
      return summaryText({ l10n: vscode.l10n, figures }, summary, masking);
    },
  };
}

async function exportHierarchy(
  deps: ExportsDeps,
  exporting: Exporting,
  room: CustomersRoom,
  argument: unknown,
): Promise<ExportOutcome> {
  const read = readExportArgument(argument);
  if (read.kind === 'problem') {
    badArgument(read.problem);
    return { kind: 'notBegun' };
  }
  const told = read.value;
  const asked = await requestOf(room, argument);
  const connection = asked && deps.connections.get(asked.connectionId);
  if (asked === undefined || connection === undefined) return { kind: 'notBegun' };
  const given = { ...startChoice, ...withoutUndefined(told) };
  const whom = withoutIcons(room.masking.value(asked.query.identifierValue));
  const choice =
    told.file === undefined
      ? await runSteps(exportSteps(vscode.l10n.t('Export below {whom}', { whom })), given)
      : given;
  const file = choice && (told.file ?? (await askFile(asked, choice)));
  if (file === undefined) return { kind: 'notBegun' };
  const { depthLimit, format, byteOrderMark, escapesFormulas } = choice ?? given;
  const { pageSize, identifierPreference } = room.settings();
  const plan: WantedExport = {
    connectionId: connection.id,
    origin: connection.origin,
    sources: {
      ...(connection.defaultSource !== undefined && { defaultSource: connection.defaultSource }),
      ...(connection.defaultAccountId !== undefined && {
        defaultAccountId: connection.defaultAccountId,
      }),
    },
    query: { ...asked.query, limit: pageSize, offset: 0 },
    ...(depthLimit !== undefined && { depthLimit }),
    identifierPreference: [...identifierPreference],
    format,
    csv: {
      ...((choice ?? given).columns === 'table' && { columns: tableColumns(deps) }),
      byteOrderMark,
      escapesFormulas,
    },
  };
  return exporting.begin(file, plan);
}

/** Of the row or the question that the command was called on; else of the row that is selected. */
async function requestOf(
  room: CustomersRoom,
  argument: unknown,
): Promise<CustomersRequest | undefined> {
  const read = readRowReference(isAboutNobody(argument) ? undefined : argument);
  if (read.kind === 'problem') {
    badArgument(read.problem);
    return undefined;
  }
  const { rowId, request } = read.value;
  if (request !== undefined) {
    const { connectionId, query } = request;
    const { pageSize } = room.settings();
    return { connectionId, query: { ...query, limit: pageSize, offset: 0 } };
  }
  const id = rowId ?? (room.view.visible ? room.view.selection[0]?.id : undefined);
  const row = id === undefined ? undefined : room.forest.find(id);
  if (row?.request !== undefined) return row.request;
  if (row !== undefined && rowId !== undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This row has no customers below it that could be exported.'),
    );
    return undefined;
  }
  return askParent(room);
}

/** Says how to export, and not whom. */
function isAboutNobody(argument: unknown): boolean {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    !['rowId', 'id', 'request'].some((name) => name in argument)
  );
}

async function askParent(room: CustomersRoom): Promise<CustomersRequest | undefined> {
  const { roots } = room.forest;
  if (roots.length === 0) {
    const inspect = vscode.l10n.t('Inspect Parent…');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('Inspect a parent first: what is below it can be exported.'),
      inspect,
    );
    if (chosen === inspect) await vscode.commands.executeCommand('customerHierarchy.inspectParent');
    return undefined;
  }
  const items = () =>
    roots.map((root) => ({
      label: withoutIcons(room.masking.value(root.asked.query.identifierValue)),
      description: withoutIcons(root.asked.query.identifierType),
      detail: withoutIcons(room.connections.get(root.asked.connectionId)?.name ?? ''),
      request: root.request ?? root.asked,
    }));
  if (roots.length === 1) return items()[0]?.request;
  const picked = await pickPersonal(room.personalData, () => ({
    title: vscode.l10n.t('Export Hierarchy'),
    placeholder: vscode.l10n.t('Below whom?'),
    items: items(),
  }));
  return picked?.request;
}

/** With a name that says nothing about anybody: file names turn up in many places. */
async function askFile(
  { query: { identifierType } }: CustomersRequest,
  { format }: ExportChoice,
): Promise<string | undefined> {
  const by = identifierType.replaceAll(/\W+/g, '').slice(0, LONGEST_NAME) || 'identifier';
  const name = `customer-hierarchy-by-${by}.${endings[format]}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Hierarchy'),
    saveLabel: vscode.l10n.t('Export'),
    filters: { [format === 'markdown' ? 'Markdown' : format.toUpperCase()]: [endings[format]] },
    ...(folder?.scheme === 'file' && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined || target.scheme === 'file') return target?.fsPath;
  void vscode.window.showErrorMessage(
    vscode.l10n.t('An export can only be written where the extension runs. Choose a file there.'),
  );
  return undefined;
}

function tableColumns({ globalState }: ExportsDeps): string[] {
  const chosen = keptColumnChoice(globalState);
  if (chosen !== undefined) return [...chosen];
  const { columns } = new ColumnFinder(vscode.l10n).found();
  return columns.filter(({ byDefault }) => byDefault).map(({ id }) => id);
}

function withoutUndefined<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined),
  ) as Partial<Value>;
}
