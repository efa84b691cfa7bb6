import { describe, expect, it, test } from 'vitest';
import { readHeldPage } from '../../../src/api/answer';
import { contractReport } from '../../../src/api/contract';
import type { ShownVariable } from '../../../src/debugging/debuggedProgram';
import { bodiesWithin, programText } from '../../../src/debugging/programJson';
import { maskedPage } from '../../../src/privacy/masking';
import { stoppedIn } from './adapter';

const envelope =
  '{"entity":{"customers":[{"profiles":[{"userId":9007199254740993,"firstName":"Asha"}]}],"count":1},"success":true}';
const variable = (value: string, variablesReference = 0): ShownVariable => ({
  name: 'response',
  evaluateName: 'response',
  value,
  variablesReference,
});

describe('what a program holds becomes text', () => {
  it('as a string, in full', async () => {
    const { program } = stoppedIn({
      expressions: { 'clipboard response': { value: JSON.stringify(envelope) } },
    });
    expect(await programText(program, variable("'{\"entity…'"))).toEqual({
      kind: 'text',
      text: envelope,
    });
  });

  it('as an object of JavaScript, which the program writes itself', async () => {
    const { program, asked } = stoppedIn({
      expressions: {
        "JSON.stringify(response, (_, v) => typeof v === 'bigint' ? String(v) : v)": {
          value: JSON.stringify(envelope),
        },
      },
    });
    expect(await programText(program, variable('{entity: {…}}', 1))).toEqual({
      kind: 'text',
      text: envelope,
    });
    expect(asked).toHaveLength(1);
  });

  it('as a dictionary of Python', async () => {
    const { program } = stoppedIn({
      type: 'debugpy',
      expressions: {
        "__import__('json').dumps(response, default=str)": { value: envelope, type: 'str' },
      },
    });
    expect(await programText(program, variable("{'entity': {…}}", 1))).toEqual({
      kind: 'text',
      text: envelope,
    });
  });

  it('as what an HTTP client holds, though that contains itself', async () => {
    const { program } = stoppedIn({
      expressions: {
        "JSON.stringify((response).data, (_, v) => typeof v === 'bigint' ? String(v) : v)": {
          value: JSON.stringify(envelope),
        },
      },
    });
    expect(await programText(program, variable('{status: 200, data: {…}}', 1))).toMatchObject({
      text: envelope,
    });
  });

  it('put together from what is below it, where the language writes none', async () => {
    const { program } = stoppedIn({
      type: 'go',
      below: {
        1: [
          { name: 'entity', value: 'main.Entity {…}', variablesReference: 2 },
          { name: 'success', value: 'true' },
          { name: 'ratio', value: '0.5' },
          { name: 'nothing', value: 'nil' },
        ],
        2: [{ name: 'customers', value: '[]main.Customer len: 1', variablesReference: 3 }],
        3: [{ name: '[0]', value: 'main.Customer {…}', variablesReference: 4 }],
        4: [
          { name: 'userId', value: '9007199254740993' },
          { name: 'name', value: '"Asha \\"A\\" Rao"' },
        ],
      },
    });
    const text = await programText(program, variable('main.Response {…}', 1));
    expect(text).toEqual({
      kind: 'text',
      text: '{"entity":{"customers":[{"userId":9007199254740993,"name":"Asha \\"A\\" Rao"}]},"success":true,"ratio":0.5,"nothing":null}',
    });
  });

  it('within bounds, also of what contains itself', async () => {
    const { program, asked } = stoppedIn({
      type: 'go',
      below: {
        1: [
          { name: 'self', value: '{…}', variablesReference: 1 },
          { name: 'again', value: '{…}', variablesReference: 1 },
        ],
      },
    });
    const { kind } = await programText(program, variable('{…}', 1));
    expect(['text', 'tooLong']).toContain(kind);
    expect(asked.length).toBeLessThan(25_000);
  });

  it.each([
    ["'{\"entity…'", 'cut'],
    ['<optimized out>', 'unavailable'],
    ['undefined', 'nothing'],
    ['12', 'notText'],
    ['true', 'notText'],
  ])('%s does not: %s', async (value, kind) => {
    const { program } = stoppedIn({ type: 'native' });
    expect(await programText(program, variable(value))).toEqual({ kind });
  });
});

test.each([
  ['itself', envelope],
  ['the data of an HTTP client', `{"status":200,"data":${envelope}}`],
  ['a body that is a text', JSON.stringify({ status: 200, body: envelope })],
  ['JSON within JSON', JSON.stringify(envelope)],
])('the answer is found in %s, no digit lost', (_, text) => {
  const pages = bodiesWithin(text).map((body) =>
    readHeldPage(body, { kind: 'program', name: 'response' }, 1),
  );
  const page = pages.find((one) => one !== undefined);
  expect(page?.text).toBe(envelope);
  expect(page?.customers[0]?.userId).toBe('9007199254740993');
});

test('what is no answer of the endpoint is none', () => {
  for (const text of ['{"a":1}', '[1]', 'hello', '{"entity":{"customers":[]},"success":false}'])
    expect(
      bodiesWithin(text).map((body) => readHeldPage(body, { kind: 'program', name: 'x' }, 1)),
    ).not.toContainEqual(expect.anything());
});

test('of a page that nobody asked for, nothing is missed that was not asked for', () => {
  const page = readHeldPage(envelope, { kind: 'program', name: 'response' }, 1);
  if (page === undefined) throw new Error('This is a page.');
  const kinds = contractReport(page).departures.map(({ kind }) => kind);
  expect(kinds).not.toContain('moreThanLimit');
  const masked = maskedPage(page);
  expect(masked.heldBy).toEqual({ kind: 'program', name: 'response' });
  expect(masked.text).not.toContain('Asha');
});
