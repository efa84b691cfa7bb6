import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPageMessage, readSavedState } from '../../../src/inspector/messages';
import type { FormFields, PageToHost, SavedState } from '../../../src/inspector/wire';

const fields: FormFields = {
  connectionId: 'c1',
  sortBy: 'createdon',
  sortOrder: 'ASC',
  limit: '5',
  offset: '0',
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '918933445577',
  source: '',
  accountId: '',
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: false,
};
const layout = { tab: 'json', formOpen: true } as const;
const messages: readonly PageToHost[] = [
  { kind: 'ready' },
  { kind: 'draft', draft: 3, fields, layout },
  { kind: 'run', fields },
  { kind: 'cancel' },
  { kind: 'step', to: 'next' },
  { kind: 'copy', what: 'value', pointer: '/entity/customers/0' },
  { kind: 'copy', what: 'json' },
  { kind: 'act', action: 'retry' },
  { kind: 'openJson' },
  { kind: 'undo', edits: 4 },
  { kind: 'redo', edits: 4 },
  { kind: 'fillIn', from: 'defaults' },
  { kind: 'recall', what: 'preset', id: 'p' },
  { kind: 'savePreset' },
  { kind: 'reading', reading: '{}' },
  { kind: 'code', what: 'choose' },
  { kind: 'wantTable', run: 3 },
  { kind: 'chooseColumns', choice: ['name', 'field:gender'] },
  { kind: 'widenColumns', widths: [['field:gender', 120]] },
  { kind: 'copyRows', run: 3, rows: [2, 0], columns: ['name'] },
];

describe('what the page may say', () => {
  it.each(messages)('takes $kind as it is', (message) => {
    expect(readPageMessage(structuredClone(message))).toEqual(message);
  });

  it('refuses anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        expect(readPageMessage(junk)).toBeUndefined();
      }),
    );
  });

  it('refuses a message with one part missing, of another type, or too many', () => {
    fc.assert(
      fc.property(fc.constantFrom(...messages), fc.context(), (message, context) => {
        const spoiled = Object.keys(message).flatMap((key) => [
          { ...message, [key]: { nested: true } },
          { ...message, [key]: null },
          { ...message, extra: 1 },
        ]);
        for (const one of spoiled) {
          context.log(JSON.stringify(one));
          expect(readPageMessage(one)).toBeUndefined();
        }
      }),
    );
  });

  it('refuses a field of the form that no form could hold', () => {
    const run = (change: Record<string, unknown>) =>
      readPageMessage({ kind: 'run', fields: { ...fields, ...change } });
    expect(run({})).toBeDefined();
    expect(run({ sortOrder: 'UP' })).toBeUndefined();
    expect(run({ associationEntityType: 'everyone' })).toBeUndefined();
    expect(run({ limit: 5 })).toBeUndefined();
    expect(run({ identifierValue: 'x'.repeat(5000) })).toBeUndefined();
    expect(run({ url: 'https://elsewhere.example' })).toBeUndefined();
  });
});

describe('the state that a reload brings back', () => {
  const state: SavedState = { fields, layout, asked: true };

  it('is taken as it was kept', () => {
    expect(readSavedState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('is dropped where another version kept something else', () => {
    for (const bad of [undefined, null, 'x', {}, { ...state, layout: { tab: 'map' } }, { fields }])
      expect(readSavedState(bad)).toBeUndefined();
  });
});
