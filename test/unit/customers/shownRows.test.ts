import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer, JsonValue } from '../../../src/api/customer';
import { isJsonArray, isJsonObject, scalarText } from '../../../src/api/exactJson';
import { rowTooltip } from '../../../src/customers/rowTooltip';
import type { Row } from '../../../src/customers/rows';
import { accessibleLabel, rowWords, type RowFacts } from '../../../src/customers/rowWords';
import { ShownRows } from '../../../src/customers/shownRows';
import { maskingWhile } from '../../../src/privacy/masking';
import { sandboxForest, type SandboxForest } from './sandboxForest';

let harness: SandboxForest;
let isOn = false;
const masking = maskingWhile(() => isOn);
beforeAll(async () => {
  harness = await sandboxForest();
  harness.pageSize = 20;
});
afterAll(async () => harness.close());

/** The row and all that can be opened below it, as deep as told. */
async function rowsFrom(row: Row, depth: number): Promise<readonly Row[]> {
  if (depth === 0) return [row];
  const rows = [row];
  for (const below of await harness.open(row)) rows.push(...(await rowsFrom(below, depth - 1)));
  return rows;
}

/** Names in the sandbox that are words of the view itself, or names of fields, too. */
const OWN_WORDS =
  /^(?:Children|Channels|Child|Command|Conflicting|Customer|Date|Default|Fields?|Line|Parents?|Profile|Second|Unknown|email|Merged)$/;

/** Words of at least four characters in the values of a customer that are somebody's. */
function valuesOf({ json }: Customer): readonly string[] {
  return [...new Set(words(json))].filter((word) => word.length >= 4 && !OWN_WORDS.test(word));
}

const NOT_PERSONAL =
  /^(?:type|source|accountId|roleCode|createdDate|autoUpdateTime|noOfChildren|defaultChild|primary|verified|meta|statusLabel|seriesCode)$/;

function words(value: JsonValue | undefined): readonly string[] {
  if (isJsonArray(value)) return value.flatMap(words);
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([key, inner]) =>
      NOT_PERSONAL.test(key) ? [] : words(inner),
    );
  return typeof value === 'boolean' ? [] : (scalarText(value)?.match(/[\p{L}\p{N}@._-]+/gu) ?? []);
}

function everythingSaid(row: Row, shown: ShownRows): string {
  const facts: RowFacts = {
    ...harness.facts,
    askedBy: (customer) => {
      const identifier = harness.forest.askedBy(customer);
      return identifier && masking.identifier(identifier);
    },
  };
  const seen = shown.of(row);
  const { label, description = '' } = rowWords(seen, facts);
  return [
    label,
    description,
    accessibleLabel(seen, facts),
    rowTooltip(seen, facts),
    shown.valueOf(row),
  ].join('\n');
}

describe('rows while personal data is masked', () => {
  it.each([
    ['the showcase', '919800000001', 'INSTORE'],
    ['everything odd', '919800000002', 'ALL'],
    ['an answer with parentCustomer and warnings', '919800000010', 'INSTORE'],
    ['a merged customer', '919800000006', 'INSTORE'],
    ['an error that names the customer', '919800000008', 'INSTORE'],
  ])(
    'say nothing of anybody, and say it when it is off: %s',
    async (_, identifierValue, source) => {
      const shown = new ShownRows(
        masking,
        (row) => harness.forest.begunLevel(row)?.state.listing.pages ?? [],
      );
      const rows = await rowsFrom(harness.plant({ identifierValue, source }), 6);
      const people = rows.flatMap((row) => (row.kind === 'customer' ? [row.customer] : []));
      const known = [...new Set([identifierValue, ...people.flatMap(valuesOf)])];
      isOn = false;
      const open = rows.map((row) => everythingSaid(row, shown)).join('\n');
      isOn = true;
      const masked = rows.map((row) => everythingSaid(row, shown)).join('\n');
      expect(known.filter((value) => masked.includes(value))).toEqual([]);
      // most of it is there when it is off: only long texts are cut
      expect(known.filter((value) => open.includes(value)).length).toBeGreaterThan(
        known.length * 0.9,
      );
      expect(rows.map((row) => shown.of(row).id)).toEqual(rows.map(({ id }) => id));
      expect(rows.filter((row) => shown.of(row).kind !== row.kind)).toEqual([]);
    },
  );
});
