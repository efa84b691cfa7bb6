import { listedIn, type HeldValue } from './identifierFields';
import { dialectOf, readShownValue, type Dialect, type ShownValue } from './shownValue';

/** What is needed of a debug session: requests of the Debug Adapter Protocol. */
export interface DebugAdapter {
  /** Of the debug configuration, such as `pwa-node`. */
  readonly type: string;
  customRequest(command: string, parameters: unknown): PromiseLike<unknown>;
}

/** A variable as the debugger shows it. */
export interface ShownVariable {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  /** The expression that gives it again, where the debugger knows one. */
  readonly evaluateName?: string;
  /** Above 0 where there is something below it. */
  readonly variablesReference: number;
}

/** A program that is stopped in a frame. */
export interface StoppedProgram {
  readonly adapter: DebugAdapter;
  readonly frameId: number;
  /** Milliseconds that one answer may take. */
  readonly patience: number;
}

/** Refused, not understood, or not answered in time; the debugger's own words, where it has any. */
export interface NoAnswer {
  readonly kind: 'noAnswer';
  readonly said: string;
}
export interface Answered {
  readonly kind: 'answered';
  readonly variable: ShownVariable;
}

/**
 * Evaluates in the first context that the debugger takes it in. Only `clipboard` promises the whole
 * value, and only the others what is below it.
 */
export async function evaluate(
  program: StoppedProgram,
  expression: string,
  wanted: 'whole' | 'structure',
): Promise<Answered | NoAnswer> {
  const contexts = wanted === 'whole' ? ['clipboard', 'watch', 'hover'] : ['watch', 'hover'];
  // the console of LLDB takes what it is given for one of its commands
  if (!/lldb/i.test(program.adapter.type)) contexts.push('repl');
  const { frameId } = program;
  let failure: NoAnswer = { kind: 'noAnswer', said: '' };
  for (const context of contexts) {
    const answer = await request(program, 'evaluate', { expression, frameId, context });
    if (answer.kind === 'answered') {
      const variable = readVariable(expression, expression, answer.body, 'result');
      if (variable !== undefined) return { kind: 'answered', variable };
    } else if (failure.said === '') failure = answer;
  }
  return failure;
}

/** What is below a variable, one level, at most so many. */
export async function childrenOf(
  program: StoppedProgram,
  { variablesReference }: ShownVariable,
  most: number,
): Promise<readonly ShownVariable[]> {
  if (variablesReference <= 0) return [];
  const answer = await request(program, 'variables', { variablesReference });
  const list = answer.kind === 'answered' ? fieldOf(answer.body, 'variables') : undefined;
  if (!Array.isArray(list)) return [];
  return list.slice(0, most).flatMap((entry: unknown) => {
    const [name, expression] = [fieldOf(entry, 'name'), fieldOf(entry, 'evaluateName')];
    if (typeof name !== 'string') return [];
    const evaluateName = typeof expression === 'string' ? expression : undefined;
    return readVariable(name, evaluateName, entry, 'value') ?? [];
  });
}

/** Whether the debugger still knows the frame: it forgets all of them when the program runs on. */
export async function hasFrame(program: StoppedProgram): Promise<boolean> {
  const answer = await request(program, 'scopes', { frameId: program.frameId });
  return answer.kind === 'answered';
}

export function valueOf({ adapter }: StoppedProgram, variable: ShownVariable): ShownValue {
  return readShownValue(variable.value, dialectIn(adapter), variable.type);
}

export function dialectIn({ type }: DebugAdapter): Dialect {
  return dialectOf(type);
}

/** The value in full, else as far as it is shown. */
export async function wholeValue(
  program: StoppedProgram,
  variable: ShownVariable,
): Promise<ShownValue> {
  const shown = valueOf(program, variable);
  if (variable.evaluateName === undefined) return shown;
  const answer = await evaluate(program, variable.evaluateName, 'whole');
  if (answer.kind === 'noAnswer') return shown;
  const { type = variable.type, value } = answer.variable;
  const whole = readShownValue(value, dialectIn(program.adapter), type);
  // what is copied may be written otherwise than what is shown
  return whole.kind === 'other' ? shown : whole;
}

/** Fields of an object, entries of a list. */
const MOST_FIELDS = 300;
const MOST_ENTRIES = 20;

/** The fields of an object, and what its lists of identifiers and of profiles hold. */
export async function fieldsBelow(
  program: StoppedProgram,
  variable: ShownVariable,
): Promise<readonly HeldValue[]> {
  const fields = await childrenOf(program, variable, MOST_FIELDS);
  return Promise.all(
    fields.map(async (field) => {
      const list = listedIn(field.name);
      return list === undefined ? heldValue(program, field) : heldList(program, field, list);
    }),
  );
}

async function heldList(
  program: StoppedProgram,
  list: ShownVariable,
  of: 'identifiers' | 'profiles',
): Promise<HeldValue> {
  const entries = await childrenOf(program, list, MOST_ENTRIES);
  const children = await Promise.all(
    entries.map(async (entry): Promise<HeldValue> => {
      // a profile that is listed in itself would have no end
      const below = await childrenOf(program, entry, MOST_FIELDS);
      const held = await Promise.all(
        below.map(async (field) =>
          of === 'profiles' && listedIn(field.name) === 'identifiers'
            ? heldList(program, field, 'identifiers')
            : heldValue(program, field),
        ),
      );
      return { name: entry.name, children: held };
    }),
  );
  return { name: list.name, children };
}

function heldValue(program: StoppedProgram, variable: ShownVariable): HeldValue {
  const value = valueOf(program, variable);
  const isWhole = value.kind === 'number' || (value.kind === 'text' && !value.isCut);
  return { name: variable.name, ...(isWhole && { text: value.text }) };
}

type Reply = { readonly kind: 'answered'; readonly body: unknown } | NoAnswer;

/** Never rejects. */
async function request(
  { adapter, patience }: StoppedProgram,
  command: string,
  parameters: unknown,
): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<NoAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'noAnswer', said: '' }), patience);
  });
  const answering = Promise.resolve(adapter.customRequest(command, parameters)).then(
    (body): Reply => ({ kind: 'answered', body }),
    (error: unknown): Reply => ({
      kind: 'noAnswer',
      said: error instanceof Error ? error.message : '',
    }),
  );
  const reply = await Promise.race([answering, late]);
  clearTimeout(timer);
  return reply;
}

/** Reads what an adapter, or VS Code's menu, says of a variable; undefined where it says nothing of one. */
export function readVariable(
  name: string,
  evaluateName: string | undefined,
  given: unknown,
  valueField: 'value' | 'result',
): ShownVariable | undefined {
  const value = fieldOf(given, valueField);
  if (typeof value !== 'string') return undefined;
  const [type, reference] = [fieldOf(given, 'type'), fieldOf(given, 'variablesReference')];
  return {
    name,
    value,
    ...(typeof type === 'string' && { type }),
    ...(evaluateName !== undefined && evaluateName !== '' && { evaluateName }),
    variablesReference: typeof reference === 'number' ? reference : 0,
  };
}

function fieldOf(given: unknown, name: string): unknown {
  return typeof given === 'object' && given !== null
    ? (given as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
