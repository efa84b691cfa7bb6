import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { connectionTo, newClient, serve } from '../api/loopback';
import { exported, ownFolder, planFor } from './exporting';

/** LibreOffice, where this computer has it. */
async function findOffice(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, 'soffice');
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

const office = await findOffice();
const MINUTE = 60_000;

const hostile = [
  '=1+1',
  '=HYPERLINK("http://127.0.0.1/","x")',
  ' =1+1',
  '\t=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '＝1+1',
  'a "quoted" one, with comma',
  'two\nlines',
  'two\r\nlines',
  'carriage\rreturn',
  '👩‍👩‍👧 नमस्ते عمر \u202eback',
  '000123',
  '9007199254740993',
  '6001000918536775',
  '12E5',
  '1/2',
  '{=1+1}',
  "'quoted already",
  '-5',
] as const;

/** Cells of the first sheet as they are kept, by LibreOffice's own account, with the sheet's formulas. */
function readSheet(xml: string) {
  const rows = [...xml.matchAll(/<table:table-row[^>]*>(.*?)<\/table:table-row>/gs)].map(
    ([, row = '']) =>
      [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
        ([, attributes = '', content = '']) => {
          const repeated = Number(/columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
          const text = [...content.matchAll(/<text:p>(.*?)<\/text:p>|<text:p\/>/gs)]
            .map(([, one = '']) => one)
            .join('\n')
            .replaceAll('<text:tab/>', '\t')
            .replaceAll(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = '1') =>
              ' '.repeat(Number(count)),
            )
            .replaceAll(/&(quot|apos|lt|gt|amp);/g, (_, name: string) => entities[name] ?? '');
          return repeated > 50 ? [] : Array.from({ length: repeated }, () => text);
        },
      ),
  );
  return { rows, formulas: [...xml.matchAll(/table:formula="([^"]*)"/g)].map(([, one]) => one) };
}
const entities: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
};

test.skipIf(office === undefined)(
  'a spreadsheet calculates nothing of a CSV, keeps each digit, and has each value in its place',
  async () => {
    const customers = hostile.map((value, index) => ({
      profiles: [
        {
          userId: 1000 + index,
          firstName: 'Name',
          lastName: String(index),
          fields: { hostile: value, after: 'x' },
          identifiers: [],
        },
      ],
      extendedFields: {},
      noOfChildren: 0,
    }));
    const body = JSON.stringify({ entity: { customers, count: customers.length }, success: true });
    const connection = connectionTo(await serve((_request, response) => response.end(body)));
    const folder = await ownFolder();
    const file = path.join(folder, 'customers.csv');
    const csv = { byteOrderMark: true, escapesFormulas: true };
    const plan = planFor(connection, { limit: 99 }, { format: 'csv', csv });
    await exported(file, plan, newClient().client, connection);
    const profile = pathToFileURL(path.join(folder, 'profile')).href;
    await promisify(execFile)(
      office ?? '',
      [
        `-env:UserInstallation=${profile}`,
        '--headless',
        // comma, quotes, UTF-8: without a window it does not look at the byte order mark
        '--infilter=CSV:44,34,76',
        '--convert-to',
        'fods',
        '--outdir',
        folder,
        file,
      ],
      { timeout: MINUTE },
    );
    const { rows, formulas } = readSheet(
      await readFile(path.join(folder, 'customers.fods'), 'utf8'),
    );
    expect(formulas).toEqual([]);
    const [head = [], ...sheet] = rows.filter((row) => row.some((text) => text !== ''));
    expect(sheet).toHaveLength(hostile.length);
    expect(sheet.map(({ length }) => length)).toEqual(sheet.map(() => head.length));
    const at = head.findIndex((name) => name.endsWith('hostile'));
    const kept = sheet.map((row) => row[at]?.replace(/^'(?=[^q])/, ''));
    expect(kept).toEqual(hostile.map((value) => value.replaceAll(/\r\n?/g, '\n')));
    const after = head.findIndex((name) => name.endsWith('after'));
    expect(new Set(sheet.map((row) => row[after]))).toEqual(new Set(['x']));
  },
  2 * MINUTE,
);
