import * as v from 'valibot';
import { exportFormats } from '../export/exportPlan';

/** What the command may be told beside whose hierarchy it is about; with `file`, nothing is asked. */
const told = v.object({
  /** Whole path of the file, on the computer where the extension runs. */
  file: v.optional(v.pipe(v.string(), v.minLength(1))),
  format: v.optional(v.picklist(exportFormats)),
  depthLimit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  columns: v.optional(v.picklist(['all', 'table'])),
  byteOrderMark: v.optional(v.boolean()),
  escapesFormulas: v.optional(v.boolean()),
});
export type ExportArgument = v.InferOutput<typeof told>;

/** Nothing where the argument says nothing of the kind, as a row does. */
export function readExportArgument(given: unknown): ExportArgument {
  const read = v.safeParse(told, given);
  return read.success ? read.output : {};
}
