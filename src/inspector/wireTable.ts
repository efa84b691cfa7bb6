/** What the Table tab and the host say to each other: part of the unions of `wire.ts`. */

/** More columns than this nobody can choose from; a server may send any number of field names. */
export const MOST_COLUMNS = 200;
export const LONGEST_COLUMN_ID = 200;

/** Where a column's values come from, in the order in which columns are offered. */
export const columnGroups = [
  'customer',
  'identifiers',
  'channels',
  'fields',
  'extendedFields',
  'other',
] as const;
export type ColumnGroup = (typeof columnGroups)[number];

/** A column that the answer on screen can have. */
export interface TableColumn {
  /** The same in every answer, such as `userId` or `field:gender`. */
  readonly id: string;
  /** Ready to be shown. */
  readonly label: string;
  readonly group: ColumnGroup;
  /** Whether no row has a value in it. */
  readonly isEmpty: boolean;
  /** Whether it is shown as long as nobody chose. */
  readonly byDefault: boolean;
}

/** As text, every digit of a number kept and unseen characters made visible; null where there is none. */
export type TableCell = string | null;

export interface TableRow {
  /** In the order of the columns. */
  readonly cells: readonly TableCell[];
  /** The same of each profile, where there are several. */
  readonly profiles?: readonly (readonly TableCell[])[];
}

/** Ids of the columns to show, in their order; those that an answer does not have are kept, too. */
export type ColumnChoice = readonly string[];

/** Pixels of a column whose width somebody chose. */
export const NARROWEST_COLUMN = 40;
export const WIDEST_COLUMN = 2000;
/** Ids of columns whose width somebody chose, with it in pixels; also of those that an answer lacks. */
export type ColumnWidths = readonly (readonly [id: string, pixels: number])[];

export type TableToHost =
  /** The tab is on show: its rows may come. */
  | { readonly kind: 'wantTable'; readonly run: number }
  /** Undefined puts the default back, and widths, too. */
  | { readonly kind: 'chooseColumns'; readonly choice?: ColumnChoice }
  | { readonly kind: 'widenColumns'; readonly widths: ColumnWidths }
  /** By their index in the answer, in the order on screen. */
  | {
      readonly kind: 'copyRows';
      readonly run: number;
      readonly rows: readonly number[];
      readonly columns: ColumnChoice;
    };

export type TableToPage =
  | {
      readonly kind: 'tableStart';
      readonly run: number;
      readonly columns: readonly TableColumn[];
      readonly rowCount: number;
      /** Field names beyond `MOST_COLUMNS`, which have no column. */
      readonly leftOut: number;
      readonly choice?: ColumnChoice;
      readonly widths: ColumnWidths;
    }
  /** The next rows, in the order of the answer. */
  | { readonly kind: 'tableRows'; readonly run: number; readonly rows: readonly TableRow[] }
  | { readonly kind: 'tableEnd'; readonly run: number }
  /** Somebody chose columns, or their widths, in this inspector or another one. */
  | {
      readonly kind: 'columnsChosen';
      readonly choice?: ColumnChoice;
      readonly widths: ColumnWidths;
    };

/** JSON Pointer of a row of the table. */
export function rowPointer(row: number): string {
  return `/entity/customers/${row}`;
}
