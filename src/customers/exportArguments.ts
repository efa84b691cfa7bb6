import path from 'node:path';
import * as v from 'valibot';
import { exportFormats } from '../export/exportPlan';
import type { Read } from './commandArguments';

/** What the command may be told beside whose hierarchy it is about; with `file`, nothing is asked. */
const told = v.object({
  /** Whole path of the file, on the computer where the extension runs. */
  file: v.optional(
    v.pipe(
      v.string(),
      v.check((file) => path.isAbsolute(file)),
    ),
  ),
  format: v.optional(v.picklist(exportFormats)),
  depthLimit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  columns: v.optional(v.picklist(['all', 'table'])),
  byteOrderMark: v.optional(v.boolean()),
  escapesFormulas: v.optional(v.boolean()),
});
export type ExportArgument = v.InferOutput<typeof told>;

/** Nothing where the argument says nothing of the kind, as a row does. */
export function readExportArgument(given: unknown): Read<ExportArgument> {
  if (typeof given !== 'object' || given === null) return { kind: 'value', value: {} };
  const read = v.safeParse(told, given);
  return read.success
    ? { kind: 'value', value: read.output }
    : { kind: 'problem', problem: v.getDotPath(read.issues[0]) ?? 'file' };
}
