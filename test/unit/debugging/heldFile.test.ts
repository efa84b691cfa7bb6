import { describe, expect, test } from 'vitest';
import { readHeldPage } from '../../../src/api/answer';
import { maskedPage } from '../../../src/privacy/masking';

const text = JSON.stringify({
  entity: { customers: [{ profiles: [{ firstName: 'Asha', userId: 7 }] }], count: 1 },
  success: true,
});
const name = 'mobile 919800000001.json';
const page = readHeldPage(text, { kind: 'file', name }, 0);

describe('an answer of a file', () => {
  test('says whose it is, and holds every customer', () => {
    expect(page?.heldBy).toEqual({ kind: 'file', name });
    expect(page?.customers.map((customer) => customer.name)).toEqual(['Asha']);
  });

  test('is in shape while personal data is masked, and so is what its name says of anybody', () => {
    const masked = page && maskedPage(page);
    expect(masked?.text).not.toContain('Asha');
    expect(masked?.heldBy?.name).not.toContain('919800000001');
    expect(masked?.heldBy?.name).toContain('.json');
  });

  test.each(['{}', '[1]', 'not JSON', '{"entity":{}}', ''])(
    'is none where it holds %j',
    (other) => {
      expect(readHeldPage(other, { kind: 'file', name }, 0)).toBeUndefined();
    },
  );
});
