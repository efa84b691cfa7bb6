import * as vscode from 'vscode';
import { askChoice, askText, moved, type Choice } from '../connections/inputSteps';
import type { Step } from '../connections/steps';
import type { ExportFormat } from '../export/exportPlan';

/** What the user wants in the file, and how. */
export interface ExportChoice {
  /** All levels, where it is undefined. */
  readonly depthLimit: number | undefined;
  readonly asksDepth: boolean;
  readonly format: ExportFormat;
  /** Of a CSV file. */
  readonly columns: 'all' | 'table';
  readonly byteOrderMark: boolean;
  readonly escapesFormulas: boolean;
}

export const startChoice: ExportChoice = {
  depthLimit: undefined,
  asksDepth: false,
  format: 'csv',
  columns: 'all',
  byteOrderMark: false,
  escapesFormulas: true,
};

const DEEPEST = 99;

/** @param title says whose hierarchy it is */
export function exportSteps(title: string): readonly Step<ExportChoice>[] {
  return [
    scopeStep(title),
    depthStep(title),
    formatStep(title),
    columnsStep(title),
    csvStep(title),
  ];
}

function scopeStep(title: string): Step<ExportChoice> {
  type Scope = 'all' | 'level' | 'depth';
  return {
    id: 'scope',
    applies: () => true,
    ask: async (draft, place) => {
      const choices: readonly Choice<Scope>[] = [
        {
          value: 'all',
          label: vscode.l10n.t('Whole subtree'),
          detail: vscode.l10n.t('Everybody below, level by level; each customer once.'),
        },
        {
          value: 'level',
          label: vscode.l10n.t('This level only'),
          detail: vscode.l10n.t('The direct children, without those below them.'),
        },
        {
          value: 'depth',
          label: vscode.l10n.t('Some levels…'),
          detail: vscode.l10n.t('Down to a depth that you choose.'),
        },
      ];
      const current: Scope = draft.asksDepth ? 'depth' : draft.depthLimit === 1 ? 'level' : 'all';
      const entered = await askChoice<Scope>({
        title,
        place,
        placeholder: vscode.l10n.t('What is to be exported?'),
        choices: () => choices,
        isCurrent: (scope) => scope === current,
      });
      return moved(
        entered,
        (scope) => ({
          ...draft,
          asksDepth: scope === 'depth',
          depthLimit: scope === 'all' ? undefined : scope === 'level' ? 1 : (draft.depthLimit ?? 2),
        }),
        () => draft,
      );
    },
  };
}

function depthStep(title: string): Step<ExportChoice> {
  return {
    id: 'depth',
    applies: ({ asksDepth }) => asksDepth,
    ask: async (draft, place) => {
      const entered = await askText({
        title,
        place,
        value: String(draft.depthLimit ?? 2),
        prompt: vscode.l10n.t('How many levels? 1 is the direct children.'),
        check: (value) =>
          depthOf(value) === undefined
            ? { kind: 'error', text: vscode.l10n.t('Enter a whole number from 1 to 99.') }
            : undefined,
      });
      return moved(
        entered,
        (value) => ({ ...draft, depthLimit: depthOf(value) }),
        () => draft,
      );
    },
  };
}

function depthOf(value: string): number | undefined {
  const depth = /^\s*\d{1,2}\s*$/.test(value) ? Number(value) : 0;
  return depth >= 1 && depth <= DEEPEST ? depth : undefined;
}

function formatStep(title: string): Step<ExportChoice> {
  return {
    id: 'format',
    applies: () => true,
    ask: async (draft, place) => {
      const choices: readonly Choice<ExportFormat>[] = [
        {
          value: 'csv',
          label: 'CSV',
          detail: vscode.l10n.t('One customer a row, for a spreadsheet.'),
        },
        {
          value: 'ndjson',
          label: 'NDJSON',
          detail: vscode.l10n.t(
            'One customer a line, as the server sent it, with its path, depth and parent.',
          ),
        },
        {
          value: 'json',
          label: 'JSON',
          detail: vscode.l10n.t('One document, nested as the hierarchy is.'),
        },
        {
          value: 'markdown',
          label: 'Markdown',
          detail: vscode.l10n.t('An outline to read.'),
        },
        {
          value: 'svg',
          label: vscode.l10n.t('Picture (SVG)'),
          detail: vscode.l10n.t('The map of everybody, sharp at any size.'),
        },
        {
          value: 'png',
          label: vscode.l10n.t('Picture (PNG)'),
          detail: vscode.l10n.t('The same in pixels, for a few hundred customers.'),
        },
      ];
      const entered = await askChoice<ExportFormat>({
        title,
        place,
        placeholder: vscode.l10n.t('Which format?'),
        choices: () => choices,
        isCurrent: (format) => format === draft.format,
      });
      return moved(
        entered,
        (format) => ({ ...draft, format }),
        () => draft,
      );
    },
  };
}

function columnsStep(title: string): Step<ExportChoice> {
  type Columns = ExportChoice['columns'];
  return {
    id: 'columns',
    applies: ({ format }) => format === 'csv',
    ask: async (draft, place) => {
      const choices: readonly Choice<Columns>[] = [
        {
          value: 'all',
          label: vscode.l10n.t('All columns'),
          detail: vscode.l10n.t('Every field that any customer has a value in.'),
        },
        {
          value: 'table',
          label: vscode.l10n.t('Columns of the Table tab'),
          detail: vscode.l10n.t('Those that you chose there; else those that it shows at first.'),
        },
      ];
      const entered = await askChoice<Columns>({
        title,
        place,
        placeholder: vscode.l10n.t('Which columns?'),
        choices: () => choices,
        isCurrent: (columns) => columns === draft.columns,
      });
      return moved(
        entered,
        (columns) => ({ ...draft, columns }),
        () => draft,
      );
    },
  };
}

type CsvKind = 'plain' | 'excel' | 'exact';

function csvStep(title: string): Step<ExportChoice> {
  return {
    id: 'csv',
    applies: ({ format }) => format === 'csv',
    ask: async (draft, place) => {
      const choices: readonly Choice<CsvKind>[] = [
        {
          value: 'plain',
          label: vscode.l10n.t('UTF-8'),
          detail: vscode.l10n.t(
            'What a spreadsheet would calculate or shorten gets an apostrophe in front.',
          ),
        },
        {
          value: 'excel',
          label: vscode.l10n.t('UTF-8 with byte order mark'),
          detail: vscode.l10n.t(
            'The same, and Excel and LibreOffice recognise the letters of all languages.',
          ),
        },
        {
          value: 'exact',
          label: vscode.l10n.t('UTF-8, values exactly as they are'),
          detail: vscode.l10n.t(
            'For programs. A spreadsheet may calculate what looks like a formula, and shorten long numbers.',
          ),
        },
      ];
      const entered = await askChoice<CsvKind>({
        title,
        place,
        placeholder: vscode.l10n.t('Who reads the file?'),
        choices: () => choices,
        isCurrent: (kind) => kind === kindOf(draft),
      });
      return moved(
        entered,
        (kind) => ({
          ...draft,
          byteOrderMark: kind === 'excel',
          escapesFormulas: kind !== 'exact',
        }),
        () => draft,
      );
    },
  };
}

function kindOf({ byteOrderMark, escapesFormulas }: ExportChoice): CsvKind {
  return byteOrderMark ? 'excel' : escapesFormulas ? 'plain' : 'exact';
}
