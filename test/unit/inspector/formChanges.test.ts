import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedFields, FormChanges } from '../../../src/inspector/formChanges';
import type { FormFields } from '../../../src/inspector/wire';
import { formAt } from './startSession';

const start = formAt(0);
const text = fc.string({ maxLength: 4 });
const form: fc.Arbitrary<FormFields> = fc.record({
  connectionId: fc.constantFrom('a', 'b'),
  sortBy: text,
  sortOrder: fc.constantFrom('ASC', 'DESC', ''),
  limit: text,
  offset: text,
  associationEntityType: fc.constantFrom('parentCustomer', 'company', 'parentChildCustomer'),
  identifierType: text,
  identifierValue: text,
  source: text,
  accountId: text,
  includeNoOfChildren: fc.boolean(),
  includeCustomerAssociateDetail: fc.boolean(),
});

/** Changes with a pause after each, so that none is taken for typing. */
function changed(forms: readonly FormFields[]): FormChanges {
  const changes = new FormChanges(start);
  forms.forEach((fields, at) => changes.record(fields, at * 10_000));
  return changes;
}

test('undoing a change gives the form before it, and redoing gives the form after it', () => {
  fc.assert(
    fc.property(fc.array(form, { maxLength: 20 }), form, (before, fields) => {
      const changes = changed(before);
      const was = changes.present;
      changes.record(fields, 1e6);
      if (changedFields(was, fields).length === 0) return;
      expect(changes.undo()).toEqual(changedFields(was, fields));
      expect(changes.present).toEqual(was);
      expect(changes.redo()).toEqual(changedFields(was, fields));
      expect(changes.present).toEqual(fields);
    }),
  );
});

test('everything can be taken back to the first form, and made again to the last', () => {
  fc.assert(
    fc.property(fc.array(form, { maxLength: 30 }), (forms) => {
      const changes = changed(forms);
      const last = changes.present;
      while (changes.canUndo) changes.undo();
      expect(changes.present).toEqual(start);
      expect(changes.undo()).toEqual([]);
      while (changes.canRedo) changes.redo();
      expect(changes.present).toEqual(last);
      expect(changes.redo()).toEqual([]);
    }),
  );
});

test('a change after an undo ends what could be redone', () => {
  const changes = changed([formAt(10), formAt(20)]);
  changes.undo();
  changes.record(formAt(30), 1e6);
  expect(changes.canRedo).toBe(false);
  changes.undo();
  expect(changes.present).toEqual(formAt(10));
});

test('what is typed into a field in one go is taken back at once, and no more than that', () => {
  const changes = new FormChanges(start);
  for (const [at, typed] of ['1', '12', '123'].entries())
    changes.record({ ...start, limit: typed }, 5000 + at * 200);
  changes.record({ ...start, limit: '123', offset: '4' }, 5700);
  changes.record({ ...start, limit: '123', offset: '45' }, 5800);
  expect(changes.undo()).toEqual(['offset']);
  expect(changes.present).toEqual({ ...start, limit: '123' });
  expect(changes.undo()).toEqual(['limit']);
  expect(changes.present).toEqual(start);
});

test('typing after a pause, or after an undo, is a change of its own', () => {
  const changes = new FormChanges(start);
  changes.record({ ...start, limit: '1' }, 1000);
  changes.record({ ...start, limit: '12' }, 3000);
  changes.undo();
  expect(changes.present.limit).toBe('1');
  changes.record({ ...start, limit: '13' }, 3100);
  changes.undo();
  expect(changes.present.limit).toBe('1');
});

test('choices and ticks are never taken for typing', () => {
  const changes = new FormChanges(start);
  changes.record({ ...start, sortOrder: 'ASC' }, 0);
  changes.record({ ...start, sortOrder: 'DESC' }, 1);
  changes.undo();
  expect(changes.present.sortOrder).toBe('ASC');
});
