import { readdir, readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ExportPlan } from '../../../src/export/exportPlan';
import { identifiersOf, Population } from '../../../src/sandbox/population';
import { SHOWCASE_MOBILE } from '../../../src/sandbox/showcase';
import { connectionTo, newClient, serve } from '../api/loopback';
import { begun, exported, ownFolder, planFor, resumed, run, useSandbox } from './exporting';

const CUSTOMERS = 3000;
const ROLES = 5;
const SEED = 3;
const population = new Population(CUSTOMERS, ROLES, SEED);

const sandbox = useSandbox({ customers: CUSTOMERS, roles: ROLES, seed: SEED });

function below(index: number): readonly number[] {
  return population.children(index).flatMap((child) => [child, ...below(child)]);
}
/** The largest family, and the number by which its parent is found. */
function largest() {
  const [index = 0] = [...population.crowdRoots()].sort(
    (one, other) => below(other).length - below(one).length,
  );
  const mobile = identifiersOf(population.person(index)).find(({ type }) => type === 'mobile');
  return { index, mobile: mobile?.value ?? '', everybody: below(index) };
}

async function fileOf(more: Partial<ExportPlan>, identifierValue = largest().mobile) {
  const target = path.join(await ownFolder(), 'customers.out');
  const plan = planFor(sandbox.connection, { identifierValue, limit: 99 }, more);
  const { client } = sandbox.client();
  return { target, ...(await exported(target, plan, client, sandbox.connection)) };
}

interface Nested {
  readonly customer: { readonly profiles: readonly { readonly userId: number }[] };
  readonly children: readonly Nested[];
}
function userIds(customers: readonly Nested[]): readonly string[] {
  return customers.flatMap(({ customer, children }) => [
    String(customer.profiles[0]?.userId),
    ...userIds(children),
  ]);
}

test('NDJSON has every customer once, with who is above', async () => {
  const { end, text, target } = await fileOf({});
  expect(end.kind).toBe('done');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const expected = largest().everybody.map((index) => String(population.person(index).userId));
  const ids = lines.map((line) =>
    String((line.customer as Nested['customer']).profiles[0]?.userId),
  );
  expect([...ids].sort()).toEqual([...expected].sort());
  expect(end.summary.customers).toBe(ids.length);
  for (const [at, line] of lines.entries()) {
    expect(line.line).toBe(at + 1);
    const parent = line.parentLine === undefined ? undefined : ids[Number(line.parentLine) - 1];
    expect(line.parentUserId).toBe(parent);
    expect((line.path as string[]).at(-1)).toBe(parent);
    expect(line.depth).toBe((line.path as string[]).length + 1);
  }
  expect(await readdir(path.dirname(target))).toEqual([path.basename(target)]);
  expect((await stat(target)).mode & 0o077).toBe(0);
});

test('JSON is nested as the hierarchy is', async () => {
  const { text } = await fileOf({ format: 'json' });
  const { customers } = JSON.parse(text) as { readonly customers: readonly Nested[] };
  const expected = largest().everybody.map((index) => String(population.person(index).userId));
  expect([...userIds(customers)].sort()).toEqual([...expected].sort());
  const check = (nested: readonly Nested[], parent: number) => {
    const children = population.children(parent);
    expect(nested.map(({ customer }) => String(customer.profiles[0]?.userId)).sort()).toEqual(
      children.map((child) => String(population.person(child).userId)).sort(),
    );
    for (const { customer, children: grandchildren } of nested) {
      const index = population.findByUserId(BigInt(customer.profiles[0]?.userId ?? 0));
      if (index !== undefined) check(grandchildren, index);
    }
  };
  check(customers, largest().index);
});

test('Markdown is an outline of it', async () => {
  const { text } = await fileOf({ format: 'markdown' }, SHOWCASE_MOBILE);
  expect(text).toMatchInlineSnapshot(`
    "# Customer hierarchy

    - **Emma Johnson** · 1000000471 · email emma0111\\@example.com · Senior\\_Manager · 2 children
      - **Ana Souza** · 1000000511 · email ana.souza.73\\@example.com · Manager
      - **敏 杨** · 1000000481 · email customer.68\\@example.com · Manager · 2 children
        - **Lakshmi Verma** · 1000000487 · email lakshmi.verma.69\\@example.com · Team\\_Lead · 2 children
          - **Nikhil Chatterjee** · 1000000492 · email nikhil.chatterjee.70\\@example.com · Associate
          - **Meera Patel** · 1000000500 · mobile 916441787533 · Associate
        - **Kavya Menon** · 1000000507 · mobile 916829208022 · Team\\_Lead
    - **Linh Nguyễn** · 1000000462 · email linh1010\\@example.com · Senior\\_Manager
    - **Chidi Okafor** · 1000000131 · email chidi1003\\@example.com · Senior\\_Manager · 2 children
      - **Lakshmi Kulkarni** · 1000000135 · email lakshmi.kulkarni.19\\@example.com · Manager · 2 children
        - **Marie Müller** · 1000000145 · email marie.muller.20\\@example.com · Team\\_Lead · 2 children
          - **عمر حداد** · 1000000154 · email customer.22\\@example.com · Associate
          - **Ngozi Balogun** · 1000000148 · email ngozi.balogun.21\\@example.com · Associate
        - **Lucía García** · 1000000165 · email lucia.garcia.23\\@example.com · Team\\_Lead
      - **Sören Groß** · 1000000174 · email soren.gross.24\\@example.com · Manager
    - **Clara Hoffmann** · 1000000072 · email clara1002\\@example.com · Senior\\_Manager · 3 children
      - **Tara Desai** · 1000000114 · email tara.desai.16\\@example.com · Manager
      - **Ibrahim Okafor** · 1000000083 · email ibrahim.okafor.11\\@example.com · Manager · 2 children
        - **Jürgen Groß** · 1000000110 · email jurgen.gross.15\\@example.com · Team\\_Lead
        - **芳 李** · 1000000086 · email customer.12\\@example.com · Team\\_Lead · 2 children
          - **Alejandra Vázquez** · 1000000098 · mobile 525358819660 · Associate
          - **Freya Walker** · 1000000092 · email freya.walker.13\\@example.com · Associate
      - **洋 刘** · 1000000123 · email customer.17\\@example.com · Manager
    - **Fatima Al Mansoori** · 1000000409 · email fatima1009\\@example.com · Senior\\_Manager · 3 children
      - **Lakshmi Joshi** · 1000000417 · mobile 916792741665 · Manager · 2 children
        - **Alejandra Núñez** · 1000000426 · email alejandra.nunez.60\\@example.com · Team\\_Lead · 2 children
          - **敏 黄** · 1000000435 · email customer.62\\@example.com · Associate
          - **Sneha Kulkarni** · 1000000428 · mobile 916567582643 · Associate
        - **敏 黄** · 1000000443 · mobile 8613342423621 · Team\\_Lead
      - **Javier Muñoz** · 1000000448 · email javier.munoz.64\\@example.com · Manager
      - **Callum Patterson** · 1000000461 · email callum.patterson.65\\@example.com · Manager
    - **美咲 田中** · 1000000361 · email customer1008\\@example.com · Senior\\_Manager · 2 children
      - **Deepak Reddy** · 1000000365 · email deepak.reddy.52\\@example.com · Manager · 2 children
        - **Ishaan Menon** · 1000000393 · mobile 916630480198 · Team\\_Lead
        - **Rohan Nair** · 1000000371 · mobile 916468218731 · Team\\_Lead · 2 children
          - **Rahul Verma** · 1000000390 · email rahul.verma.55\\@example.com · Associate
          - **美咲 鈴木** · 1000000382 · email customer.54\\@example.com · Associate
      - **Amara Eze** · 1000000405 · email amara.eze.57\\@example.com · Manager
    - **Arjun Nair** · 1000000007 · email arjun1001\\@example.com · Senior\\_Manager · 4 children
      - **Renata Almeida** · 1000000064 · email renata.almeida.9\\@example.com · Manager
      - **Ishaan Rao** · 1000000053 · email ishaan.rao.7\\@example.com · Manager
      - **Zara Wright** · 1000000057 · email zara.wright.8\\@example.com · Manager
      - **Emil Schäfer** · 1000000020 · mobile 4915709773792 · Manager · 2 children
        - **Ananya Menon** · 1000000026 · email ananya.menon.3\\@example.com · Team\\_Lead · 2 children
          - **Divya Gupta** · 1000000034 · email divya.gupta.4\\@example.com · Associate
          - **Lakshmi Bhat** · 1000000039 · email lakshmi.bhat.5\\@example.com · Associate
        - **Emil Köhler** · 1000000043 · email emil.kohler.6\\@example.com · Team\\_Lead
    - **Amara Balogun** · 1000000530 · email amara1013\\@example.com · Senior\\_Manager
    - **Rohan Deshpande** · 1000000524 · email rohan1012\\@example.com · Senior\\_Manager
    - **João Almeida** · 1000000280 · email joao1007\\@example.com · Senior\\_Manager · 6 children
      - **Diego Núñez** · 1000000292 · mobile 525819172863 · Manager · 2 children
        - **Íñigo Álvarez** · 1000000296 · email inigo.alvarez.42\\@example.com · Team\\_Lead · 2 children
          - **يوسف منصور** · 1000000309 · mobile 201981434330 · Associate
          - **Ibrahim Abubakar** · 1000000306 · mobile 2348594013841 · Associate
        - **Emil Zimmermann** · 1000000319 · email emil.zimmermann.45\\@example.com · Team\\_Lead
      - **Zara Campbell** · 1000000354 · email zara.campbell.50\\@example.com · Manager
      - **Sören Fischer** · 1000000343 · cardnumber 6001000918536775 · Manager
      - **Lucía Muñoz** · 1000000342 · email lucia.munoz.48\\@example.com · Manager
      - **Yetunde Mohammed** · 1000000326 · email yetunde.mohammed.46\\@example.com · Manager
      - **Chidi Mohammed** · 1000000334 · email chidi.mohammed.47\\@example.com · Manager
    - **Meera Iyer** · 1000000245 · email meera1005\\@example.com · Senior\\_Manager
    - **Noor Khan** · 1000000535 · cardnumber 6002000900001014 · Senior\\_Manager
    - **Thomas Walker** · 1000000253 · email thomas0106\\@example.com · Senior\\_Manager · 1 child
      - **Renata Lima** · 1000000260 · email renata.lima.37\\@example.com · Manager · 1 child
        - **Folake Eze** · 1000000269 · email folake.eze.38\\@example.com · Team\\_Lead · 1 child
          - **Deepak Joshi** · 1000000279 · email deepak.joshi.39\\@example.com · Associate
    - **Sofía Ramírez** · 1000000179 · email sofia1004\\@example.com · Senior\\_Manager · 5 children
      - **Ute Zimmermann** · 1000000185 · email ute.zimmermann.26\\@example.com · Manager · 2 children
        - **Mateo Vázquez** · 1000000215 · email mateo.vazquez.30\\@example.com · Team\\_Lead
        - **Divya Reddy** · 1000000189 · email divya.reddy.27\\@example.com · Team\\_Lead · 2 children
          - **مريم المصري** · 1000000205 · email customer.29\\@example.com · Associate
          - **Björn Bäcker** · 1000000196 · mobile 4915782706506 · Associate
      - **Inês Souza** · 1000000241 · email ines.souza.34\\@example.com · Manager
      - **Tara Agarwal** · 1000000219 · email tara.agarwal.31\\@example.com · Manager
      - **Nikhil Agarwal** · 1000000231 · email nikhil.agarwal.33\\@example.com · Manager
      - **陽翔 高橋** · 1000000229 · email customer.32\\@example.com · Manager
    "
  `);
});

test('a picture has everybody, and says nothing of anybody while personal data is masked', async () => {
  const { text, end } = await fileOf({ format: 'svg' }, SHOWCASE_MOBILE);
  // and the parent
  expect(text.match(/<rect [^>]*rx="4"/g)).toHaveLength(end.summary.customers + 1);
  for (const words of ['>Emma Johnson</text>', `>${SHOWCASE_MOBILE}</text>`, 'Senior_Manager'])
    expect(text).toContain(words);
  const masked = await fileOf({ format: 'svg', masked: true }, SHOWCASE_MOBILE);
  expect(masked.text).toContain('personal data is masked');
  expect(masked.text).not.toMatch(/Emma|Johnson|9198000000|emma0111/);
});

/** As many customers as are asked for, of a list that does not end. */
const endless = (request: IncomingMessage, response: ServerResponse) => {
  const asked = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
  const customers = Array.from({ length: Number(asked.get('limit')) }, (_, index) => ({
    profiles: [
      { userId: Number(asked.get('offset')) + index + 1, firstName: 'N', identifiers: [] },
    ],
    noOfChildren: 0,
  }));
  response.end(JSON.stringify({ entity: { customers, count: customers.length }, success: true }));
};

test('of more customers than a picture can show, the first are drawn once somebody says so', async () => {
  const connection = connectionTo(await serve(endless));
  const target = path.join(await ownFolder(), 'picture.svg');
  const plan = planFor(connection, { limit: 6000 }, { format: 'svg' });
  const { client } = newClient({ requestsPerMinute: 1_000_000 });
  const end = await run(await begun(target, plan), client, connection);
  expect(end).toMatchObject({ kind: 'tooMany', most: 10_000, summary: { customers: 12_000 } });
  const again = await run(await resumed(target), client, connection);
  expect(again).toMatchObject({ kind: 'tooMany', summary: { customers: 12_000 } });
  const drawn = await run(await resumed(target, undefined, 'leaveOut'), client, connection);
  expect(drawn).toMatchObject({ kind: 'done', isPart: true });
  expect((await readFile(target, 'utf8')).match(/<rect [^>]*rx="4"/g)).toHaveLength(12_001);
});

test('CSV has a row for each', async () => {
  const { text } = await fileOf({
    format: 'csv',
    csv: { byteOrderMark: true, escapesFormulas: true },
  });
  expect(text.startsWith('\ufeffdepth,path,parentUserId,name,identifier:mobile,')).toBe(true);
  expect(text.trim().split('\r\n')).toHaveLength(largest().everybody.length + 1);
});

/** One customer whose fields are what spreadsheets calculate, and numbers that JavaScript rounds. */
const ODD_ROW =
  '{"profiles":[{"firstName":"=1+1","lastName":"","fields":{"a":"+cmd|x","n":12345678901234567890,"d":10.50,"t":"@x","l":"two\\nlines"},' +
  '"identifiers":[{"type":"externalId","value":"-5"}],"userId":9007199254740993}],\n  "extendedFields":{},"noOfChildren":0}';

async function ofOddRow(more: Partial<ExportPlan>): Promise<string> {
  const origin = await serve((_request, response) =>
    response.end(`{"entity":{"customers":[${ODD_ROW}],"count":1},"success":true}`),
  );
  const to = connectionTo(origin);
  const target = path.join(await ownFolder(), 'odd');
  const { text } = await exported(target, planFor(to, {}, more), newClient().client, to);
  return text;
}

test('a line break in a value does not end a row of CSV', async () => {
  expect(await ofOddRow({ format: 'csv' })).toContain(',"two\nlines"');
});

test('what a spreadsheet would calculate has an apostrophe in front, unless somebody wants it as it is', async () => {
  const csv = { byteOrderMark: false };
  const harmless = await ofOddRow({ format: 'csv', csv: { ...csv, escapesFormulas: true } });
  for (const value of ["'=1+1", "'+cmd|x", "'@x", "'12345678901234567890", "'9007199254740993"])
    expect(harmless).toContain(`,${value}`);
  const exact = await ofOddRow({ format: 'csv', csv: { ...csv, escapesFormulas: false } });
  for (const value of ['=1+1', '-5', '+cmd|x', '@x']) expect(exact).toContain(`,${value}`);
});

test.each(['csv', 'ndjson', 'json'] as const)('%s keeps every digit', async (format) => {
  const text = await ofOddRow({ format });
  for (const number of ['12345678901234567890', '10.50', '9007199254740993'])
    expect(text).toContain(number);
  if (format === 'ndjson') expect(text.trimEnd().split('\n')).toHaveLength(1);
});
