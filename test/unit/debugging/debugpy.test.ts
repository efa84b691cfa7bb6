import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../scripts/processes.mjs';
import { readHeldPage } from '../../../src/api/answer';
import {
  evaluate,
  fieldsBelow,
  valueOf,
  wholeValue,
  type ShownVariable,
} from '../../../src/debugging/debuggedProgram';
import { identifiersIn } from '../../../src/debugging/identifierFields';
import { bodiesWithin, programText } from '../../../src/debugging/programJson';
import { pythonWithDebugpy, stoppedInPython } from './debugpy';

const PROGRAM = `import json
class Customer:
    def __init__(self):
        self.mobile = '+91 98000 00001'
        self.customer_id = 4711
quote = "it's a \\"card\\" \\\\ 1"
name = 'Ünï 网 😀\\n\\x00'
quoted = '"in quotes"'
raw = b'EXT-\\xc3\\xa9'
number = 919800000001
long = 'x' * 200_000 + 'end'
missing = None
customer = Customer()
row = {'mobile': '919800000001', 'identifiers': [{'type': 'externalId', 'value': 'EXT-1'}]}
answer = {'entity': {'customers': [{'profiles': [{'userId': 9007199254740993}]}], 'count': 1}}
text = json.dumps(answer)
class Response:
    text = text
response = Response()
print('here')
`;

describe.skipIf(pythonWithDebugpy === undefined)(
  'a Python program in its real debugger (needs python3-debugpy)',
  () => {
    const folder = temporaryFolder('debugpy-');
    let stopped: Awaited<ReturnType<typeof stoppedInPython>> | undefined;
    const program = () => {
      if (stopped === undefined) throw new Error('The program is not stopped yet.');
      return stopped.program;
    };
    const variable = async (expression: string): Promise<ShownVariable> => {
      const answer = await evaluate(program(), expression, 'structure');
      if (answer.kind === 'noAnswer') throw new Error(answer.said);
      return answer.variable;
    };
    const whole = async (expression: string) => wholeValue(program(), await variable(expression));

    beforeAll(async () => {
      const file = path.join(folder.folder, 'orders.py');
      writeFileSync(file, PROGRAM);
      const line = PROGRAM.split('\n').indexOf("print('here')") + 1;
      stopped = await stoppedInPython(pythonWithDebugpy ?? '', file, line);
    });
    afterAll(async () => {
      stopped?.close();
      await folder.remove();
    });

    it('tells texts in full, whatever is in them', async () => {
      const text = (expected: string) => ({ kind: 'text', text: expected, isCut: false });
      expect(await whole('quote')).toEqual(text('it\'s a "card" \\ 1'));
      expect(await whole('quoted')).toEqual(text('"in quotes"'));
      expect(await whole('name')).toEqual(text('Ünï 网 😀\n\0'));
      expect(await whole('long')).toEqual(text(`${'x'.repeat(200_000)}end`));
      expect(valueOf(program(), await variable('long'))).toMatchObject({ kind: 'text' });
    });

    it('tells bytes, numbers and what is missing', async () => {
      expect(await whole('raw')).toMatchObject({ text: 'EXT-é' });
      expect(await whole('number')).toEqual({ kind: 'number', text: '919800000001' });
      expect(await whole('missing')).toEqual({ kind: 'nothing' });
    });

    it('tells the fields of objects and dictionaries', async () => {
      const found = async (expression: string) =>
        identifiersIn(await fieldsBelow(program(), await variable(expression)), []).map(
          ({ type, value }) => `${type} ${value}`,
        );
      expect(await found('customer')).toEqual(['userId 4711', 'mobile 919800000001']);
      expect(await found('row')).toEqual(['mobile 919800000001', 'externalId EXT-1']);
    });

    it.each(['answer', 'text', 'response'])('holds an answer as %s', async (expression) => {
      const held = await programText(program(), await variable(expression));
      const pages = bodiesWithin(held.kind === 'text' ? held.text : '').map((body) =>
        readHeldPage(body, { kind: 'program', name: expression }, 1),
      );
      expect(pages[0]?.customers[0]?.userId).toBe('9007199254740993');
    });

    it('says why an expression has no value', async () => {
      expect(await evaluate(program(), 'nobody', 'structure')).toMatchObject({
        kind: 'noAnswer',
        said: expect.stringContaining('nobody') as unknown,
      });
    });
  },
);
