import * as v from 'valibot';
import { associationEntityTypes, sortOrders } from '../api/query';
import { columnChoice, columnWidths } from './chosenColumns';
import { codeWishes } from './wireCode';
import { mapPictures } from './wireMap';
import {
  copyableThings,
  failureActions,
  tabNames,
  type FormFields,
  type Layout,
  type PageToHost,
  type SavedState,
} from './wire';

/**
 * What the page may say. A page can be made to say anything (it shows what a server sent), so
 * nothing that it says is taken unchecked.
 */

/** Longer than any field of the form can sensibly be. */
const LONGEST_FIELD = 4096;
/** The page sends none that is longer. */
const LONGEST_READING = 1_000_000;
const shortText = v.pipe(v.string(), v.maxLength(LONGEST_FIELD));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** More customers than this fit in no answer. */
const MOST_ROWS = 2_000_000;

const pointer = v.pipe(v.string(), v.maxLength(65_536));

const fields: v.GenericSchema<unknown, FormFields> = v.strictObject({
  connectionId: shortText,
  sortBy: shortText,
  sortOrder: v.union([v.picklist(sortOrders), v.literal('')]),
  limit: shortText,
  offset: shortText,
  associationEntityType: v.picklist(associationEntityTypes),
  identifierType: shortText,
  identifierValue: shortText,
  source: shortText,
  accountId: shortText,
  includeNoOfChildren: v.boolean(),
  includeCustomerAssociateDetail: v.boolean(),
});

const layout: v.GenericSchema<unknown, Layout> = v.strictObject({
  tab: v.picklist(tabNames),
  formOpen: v.boolean(),
});

const savedState: v.GenericSchema<unknown, SavedState> = v.strictObject({
  key: v.exactOptional(shortText),
  fields,
  layout,
  asked: v.boolean(),
  reading: v.exactOptional(v.unknown()),
});

/** Characters of the largest picture: tens of thousands of customers. */
const LARGEST_PICTURE = 2 ** 26;

const fromPage = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['ready', 'notLoaded']) }),
  v.strictObject({
    kind: v.literal('draft'),
    draft: count,
    fields,
    layout,
    fill: v.exactOptional(count),
  }),
  v.strictObject({ kind: v.literal('run'), fields }),
  v.strictObject({ kind: v.literal('cancel') }),
  v.strictObject({ kind: v.literal('tookPiece') }),
  v.strictObject({ kind: v.literal('step'), to: v.picklist(['next', 'previous']) }),
  v.strictObject({
    kind: v.literal('copy'),
    what: v.picklist(copyableThings),
    pointer: v.exactOptional(pointer),
  }),
  v.strictObject({ kind: v.literal('act'), action: v.picklist(failureActions) }),
  v.strictObject({ kind: v.picklist(['undo', 'redo']), edits: count }),
  v.strictObject({ kind: v.literal('fillIn'), from: v.picklist(['answer', 'defaults']) }),
  v.strictObject({
    kind: v.literal('recall'),
    what: v.picklist(['recent', 'preset']),
    id: shortText,
  }),
  v.strictObject({ kind: v.picklist(['clearRecent', 'savePreset', 'managePresets']) }),
  v.strictObject({
    kind: v.literal('reading'),
    reading: v.pipe(v.string(), v.maxLength(LONGEST_READING)),
  }),
  v.strictObject({ kind: v.literal('openJson') }),
  v.strictObject({ kind: v.literal('goToCustomer') }),
  v.strictObject({ kind: v.literal('revealInTree'), pointer }),
  v.strictObject({ kind: v.literal('openDepartures') }),
  v.strictObject({ kind: v.literal('code'), what: v.picklist(codeWishes) }),
  v.strictObject({ kind: v.literal('openMap') }),
  v.strictObject({ kind: v.literal('loadMap'), run: count, node: count }),
  v.strictObject({ kind: v.literal('loadWholeMap'), run: count }),
  v.strictObject({ kind: v.literal('stopMap') }),
  v.strictObject({ kind: v.literal('inspectNode'), run: count, node: count }),
  v.strictObject({
    kind: v.literal('saveMap'),
    picture: v.picklist(mapPictures),
    content: v.pipe(v.string(), v.maxLength(LARGEST_PICTURE)),
    isMasked: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('wantTable'), run: count }),
  v.strictObject({ kind: v.literal('chooseColumns'), choice: v.exactOptional(columnChoice) }),
  v.strictObject({ kind: v.literal('widenColumns'), widths: columnWidths }),
  v.strictObject({
    kind: v.literal('copyRows'),
    run: count,
    rows: v.pipe(v.array(count), v.maxLength(MOST_ROWS)),
    columns: columnChoice,
  }),
]);

/** Undefined for anything that is not a message of the page. */
export function readPageMessage(message: unknown): PageToHost | undefined {
  const read = v.safeParse(fromPage, message);
  return read.success ? read.output : undefined;
}

/** Undefined for anything but a form. */
export function readFields(form: unknown): FormFields | undefined {
  const read = v.safeParse(fields, form);
  return read.success ? read.output : undefined;
}

/** Undefined for anything but a state that this version can restore. */
export function readSavedState(state: unknown): SavedState | undefined {
  const read = v.safeParse(savedState, state);
  return read.success ? read.output : undefined;
}
