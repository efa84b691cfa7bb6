import type { FieldName, FormFields } from '../src/inspector/wire';

/** Fields that are different now, in the order in which the form has them. */
export function changedSince(of: FormFields, now: FormFields): readonly FieldName[] {
  return (Object.keys(now) as FieldName[]).filter((name) => of[name] !== now[name]);
}
