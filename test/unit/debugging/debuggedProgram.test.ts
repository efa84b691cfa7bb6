import { describe, expect, it } from 'vitest';
import {
  evaluate,
  fieldsBelow,
  hasFrame,
  wholeValue,
  type ShownVariable,
} from '../../../src/debugging/debuggedProgram';
import { identifiersIn } from '../../../src/debugging/identifierFields';
import { stoppedIn } from './adapter';

const variable = (value: string, more: Partial<ShownVariable> = {}): ShownVariable => ({
  name: 'x',
  evaluateName: 'x',
  value,
  variablesReference: 0,
  ...more,
});

describe('a value', () => {
  it('is taken in full where only its beginning is shown', async () => {
    const { program, asked } = stoppedIn({
      expressions: { 'clipboard x': { value: "'919812345577'" } },
    });
    expect(await wholeValue(program, variable("'9198…'"))).toEqual({
      kind: 'text',
      text: '919812345577',
      isCut: false,
    });
    expect(asked).toEqual([
      {
        command: 'evaluate',
        parameters: { expression: 'x', frameId: 7, context: 'clipboard' },
      },
    ]);
  });

  it('is evaluated otherwise where the debugger has no clipboard', async () => {
    const { program } = stoppedIn({ expressions: { 'watch x': { value: '"EXT-1"' } } });
    expect(await wholeValue(program, variable('"EX..."'))).toMatchObject({ text: 'EXT-1' });
  });

  it('is what is shown where the debugger does not evaluate, and known to be cut', async () => {
    const { program } = stoppedIn({});
    expect(await wholeValue(program, variable("'9198…'"))).toEqual({
      kind: 'text',
      text: '9198',
      isCut: true,
    });
    expect(await wholeValue(program, variable('919812345577n'))).toEqual({
      kind: 'number',
      text: '919812345577',
    });
  });

  it('is what is shown where the debugger knows no expression for it', async () => {
    const { program, asked } = stoppedIn({});
    const nameless = { name: 'x', value: "'EXT-1'", variablesReference: 0 };
    expect(await wholeValue(program, nameless)).toMatchObject({ text: 'EXT-1' });
    expect(asked).toEqual([]);
  });

  it('needs no quotes where the debugger copies it without', async () => {
    const { program } = stoppedIn({
      type: 'debugpy',
      expressions: { 'clipboard x': { value: "it's 1", type: 'str' } },
    });
    expect(await wholeValue(program, variable('"it\'s 1"', { type: 'str' }))).toMatchObject({
      text: "it's 1",
    });
  });

  it('never goes to the console of LLDB, which takes it for a command', async () => {
    const { program, asked } = stoppedIn({ type: 'lldb-dap' });
    expect(await evaluate(program, 'quit', 'whole')).toMatchObject({ kind: 'noAnswer' });
    expect(asked.map(({ parameters }) => parameters.context)).not.toContain('repl');
  });

  it('of a program that has run on is known to be of before: its frame is gone', async () => {
    expect(await hasFrame(stoppedIn({ frames: [7] }).program)).toBe(true);
    expect(await hasFrame(stoppedIn({ frames: [8] }).program)).toBe(false);
  });

  it('is not waited for for ever', async () => {
    const silent = { type: 'go', customRequest: () => new Promise(() => undefined) };
    const program = { adapter: silent, frameId: 1, patience: 5 };
    expect(await evaluate(program, 'x', 'whole')).toEqual({ kind: 'noAnswer', said: '' });
  });
});

describe('the fields of an object', () => {
  const identifier = (type: string, value: string) => [
    { name: 'type', value: type },
    { name: 'value', value },
  ];
  const cases = [
    ['JavaScript', 'pwa-node', 'mobile', "'+91 98123 45577'", "'externalId'", "'EXT-1'", '0'],
    ['Python', 'debugpy', "'mobile'", "'+91 98123 45577'", "'externalId'", "'EXT-1'", '0'],
    ['Java', 'java', '"mobile"', '"+91 98123 45577"', '"externalId"', '"EXT-1"', '[0]'],
    ['C#', 'coreclr', '["mobile"]', '"+91 98123 45577"', '"externalId"', '"EXT-1"', '[0]'],
    ['Go', 'go', 'Mobile', '"+91 98123 45577"', '"externalId"', '"EXT-1"', '[0]'],
  ] as const;

  it.each(cases)('of %s are read', async (_, debuggerType, name, mobile, type, value, place) => {
    const { program } = stoppedIn({
      type: debuggerType,
      below: {
        1: [
          { name: 'special variables', value: '', variablesReference: 9 },
          { name, value: mobile },
          { name: 'identifiers', value: '[…]', variablesReference: 2 },
        ],
        2: [{ name: place, value: '{…}', variablesReference: 3 }],
        3: identifier(type, value),
      },
    });
    const fields = await fieldsBelow(program, variable('{…}', { variablesReference: 1 }));
    expect(identifiersIn(fields, []).map((found) => [found.type, found.value])).toEqual([
      ['mobile', '919812345577'],
      ['externalId', 'EXT-1'],
    ]);
  });

  it('of a customer of the API are those of its profiles', async () => {
    const { program } = stoppedIn({
      below: {
        1: [{ name: 'profiles', value: '(1) [{…}]', variablesReference: 2 }],
        2: [{ name: '0', value: '{…}', variablesReference: 3 }],
        3: [
          { name: 'userId', value: '4711' },
          { name: 'identifiers', value: '(1) [{…}]', variablesReference: 4 },
          { name: 'profiles', value: '(1) [{…}]', variablesReference: 2 },
        ],
        4: [{ name: '0', value: '{…}', variablesReference: 5 }],
        5: identifier("'mobile'", "'919812345577'"),
      },
    });
    const fields = await fieldsBelow(program, variable('{…}', { variablesReference: 1 }));
    expect(identifiersIn(fields, ['mobile'])).toEqual([
      { name: 'profiles[0].identifiers[0].value', type: 'mobile', value: '919812345577' },
      { name: 'profiles[0].userId', type: 'userId', value: '4711' },
    ]);
  });

  it('are bounded, also where there are many', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({ name: `f${at}`, value: "'1'" }));
    const { program } = stoppedIn({ below: { 1: many } });
    const fields = await fieldsBelow(program, variable('{…}', { variablesReference: 1 }));
    expect(fields.length).toBeLessThanOrEqual(300);
  });
});
