import { typedFields, type FieldName, type FormFields } from './wire';

/** Changes that can be undone; the oldest are forgotten first. */
const MOST_STEPS = 200;
/** What is typed into one field without a longer pause than this is undone as one, in milliseconds. */
const TYPING_PAUSE = 1000;

/** The form as it stands, and as it was: every change can be undone, and done again. */
export class FormChanges {
  #past: readonly FormFields[] = [];
  #present: FormFields;
  #future: readonly FormFields[] = [];
  /** The field that was typed into last, and when. */
  #typing: { readonly field: FieldName; readonly at: number } | undefined;

  constructor(start: FormFields) {
    this.#present = start;
  }

  get present(): FormFields {
    return this.#present;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** @param now in milliseconds, from any start */
  record(fields: FormFields, now: number): void {
    const changed = changedFields(this.#present, fields);
    if (changed.length === 0) return;
    const typed = typedField(changed, fields);
    const isGoingOn =
      typed !== undefined &&
      this.#typing?.field === typed &&
      now - this.#typing.at < TYPING_PAUSE &&
      this.canUndo;
    if (!isGoingOn) this.#past = [...this.#past, this.#present].slice(-MOST_STEPS);
    this.#present = fields;
    this.#future = [];
    this.#typing = typed && { field: typed, at: now };
  }

  /** What is typed from now on is a change of its own: what was asked can be gone back to. */
  endTyping(): void {
    this.#typing = undefined;
  }

  /** @returns the fields that are different now; none where there is nothing to undo */
  undo(): readonly FieldName[] {
    const before = this.#past.at(-1);
    if (before === undefined) return [];
    this.#past = this.#past.slice(0, -1);
    this.#future = [this.#present, ...this.#future];
    return this.#become(before);
  }

  redo(): readonly FieldName[] {
    const [after, ...later] = this.#future;
    if (after === undefined) return [];
    this.#future = later;
    this.#past = [...this.#past, this.#present];
    return this.#become(after);
  }

  #become(fields: FormFields): readonly FieldName[] {
    const changed = changedFields(this.#present, fields);
    this.#present = fields;
    this.#typing = undefined;
    return changed;
  }
}

/** In the order of the form's fields. */
export function changedFields(before: FormFields, after: FormFields): readonly FieldName[] {
  return fieldNames.filter((name) => before[name] !== after[name]);
}

/** Undefined where more changed than what somebody can type at a time. */
function typedField(changed: readonly FieldName[], fields: FormFields): FieldName | undefined {
  const [field, ...others] = changed;
  if (field === undefined || others.length > 0) return undefined;
  return typedInto.has(field) && typeof fields[field] === 'string' ? field : undefined;
}

const typedInto: ReadonlySet<FieldName> = new Set(typedFields);

const names: Readonly<Record<FieldName, true>> = {
  sortBy: true,
  sortOrder: true,
  limit: true,
  offset: true,
  connectionId: true,
  associationEntityType: true,
  identifierType: true,
  identifierValue: true,
  source: true,
  accountId: true,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};
const fieldNames = Object.keys(names) as readonly FieldName[];
