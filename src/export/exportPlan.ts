import * as v from 'valibot';
import { associationEntityTypes, sortOrders } from '../api/query';

export const exportFormats = ['json', 'ndjson', 'csv', 'markdown', 'svg', 'png'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** More customers than anybody makes out in a picture, or a program shows of one. */
const MOST_IN_PICTURE = 10_000;

/** Customers that a file may have. */
export function mostCustomers(format: ExportFormat): number {
  return isPicture(format) ? MOST_IN_PICTURE : Infinity;
}

/** What is written of a PNG is an SVG, too: only a browser makes pixels of it. */
function isPicture(format: ExportFormat): format is 'svg' | 'png' {
  return format === 'svg' || format === 'png';
}

const query = v.object({
  associationEntityType: v.picklist(associationEntityTypes),
  identifierType: v.string(),
  identifierValue: v.string(),
  source: v.optional(v.string()),
  accountId: v.optional(v.string()),
  limit: v.number(),
  offset: v.literal(0),
  sortBy: v.optional(v.string()),
  sortOrder: v.optional(v.picklist(sortOrders)),
  includeNoOfChildren: v.boolean(),
  includeCustomerAssociateDetail: v.boolean(),
});

export const exportPlan = v.object({
  connectionId: v.string(),
  /** Whom the connection asked when the export began: another host has other customers. */
  origin: v.string(),
  /**
   * As whom it signed in then, without saying who: another organisation has other customers, too.
   * Missing where that makes no difference.
   */
  signedIn: v.optional(v.object({ salt: v.string(), mark: v.string() })),
  /** Where the query names no source, its children are asked for in that of the connection then. */
  sources: v.object({
    defaultSource: v.optional(v.string()),
    defaultAccountId: v.optional(v.string()),
  }),
  query,
  /** Levels to read, 1 for those of the query alone; all where it is left out. */
  depthLimit: v.optional(v.number()),
  identifierPreference: v.array(v.string()),
  format: v.picklist(exportFormats),
  /** Personal data is in shape. */
  masked: v.boolean(),
  csv: v.object({
    /** Ids of columns; all that have a value where it is left out. */
    columns: v.optional(v.array(v.string())),
    byteOrderMark: v.boolean(),
    /** What a spreadsheet would calculate or shorten gets an apostrophe in front. */
    escapesFormulas: v.boolean(),
  }),
});

/** All that decides what an export holds: with the same plan and the same answers, it is the same. */
export type ExportPlan = v.InferOutput<typeof exportPlan>;
