import { isJsonArray, isJsonObject, jsonTextOf, parseExactly } from '../api/exactJson';
import {
  childrenOf,
  dialectIn,
  evaluate,
  valueOf,
  wholeValue,
  type ShownVariable,
  type StoppedProgram,
} from './debuggedProgram';
import { plainName } from './identifierFields';

/** What a variable holds, as text. */
export type ProgramText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'cut' | 'nothing' | 'unavailable' | 'tooLong' | 'notText' };

/** Characters; VS Code and a debugger would both be busy with more for a while. */
export const LONGEST_TEXT = 32 * 1024 * 1024;

/**
 * The text that a variable holds, or an object of the program as JSON: written by the program itself
 * where its language can, else put together from what the debugger says is below it.
 */
export async function programText(
  program: StoppedProgram,
  variable: ShownVariable,
): Promise<ProgramText> {
  const shown = valueOf(program, variable);
  switch (shown.kind) {
    case 'nothing':
    case 'unavailable':
      return shown;
    case 'number':
      return { kind: 'notText' };
    case 'text':
      return bounded(await wholeValue(program, variable));
    case 'other': {
      const written = await writtenByProgram(program, variable);
      if (written !== undefined) return written;
      return variable.variablesReference > 0 ? collected(program, variable) : { kind: 'notText' };
    }
  }
}

function bounded(value: Awaited<ReturnType<typeof wholeValue>>): ProgramText {
  switch (value.kind) {
    case 'text':
      if (value.isCut) return { kind: 'cut' };
      if (value.text.length > LONGEST_TEXT) return { kind: 'tooLong' };
      return { kind: 'text', text: value.text };
    case 'nothing':
    case 'unavailable':
      return value;
    case 'number':
    case 'other':
      return { kind: 'notText' };
  }
}

/** Undefined where the language has no such means, or they fail, as they do for what contains itself. */
async function writtenByProgram(
  program: StoppedProgram,
  { evaluateName }: ShownVariable,
): Promise<ProgramText | undefined> {
  if (evaluateName === undefined) return undefined;
  for (const expression of writersOf(program, evaluateName)) {
    const answer = await evaluate(program, expression, 'whole');
    if (answer.kind === 'noAnswer') continue;
    const text = bounded(valueOf(program, answer.variable));
    if (text.kind === 'tooLong') return text;
    if (text.kind === 'text' && isJsonObject(parseExactly(text.text))) return text;
  }
  return undefined;
}

/** Expressions that give it as JSON; those after the first are for an HTTP client's own response. */
function writersOf(program: StoppedProgram, expression: string): readonly string[] {
  switch (dialectIn(program.adapter)) {
    case 'javascript': {
      const written = (value: string) =>
        `JSON.stringify(${value}, (_, v) => typeof v === 'bigint' ? String(v) : v)`;
      return [written(expression), written(`(${expression}).data`)];
    }
    case 'python':
      return [`__import__('json').dumps(${expression}, default=str)`, `(${expression}).text`];
    case 'java':
    case 'csharp':
    case 'go':
    case 'native':
      return [];
  }
}

/** Values put together, requests made, and how deep, at the most. */
const MOST_VALUES = 20_000;
const MOST_CHILDREN = 5000;
const DEEPEST = 12;

async function collected(program: StoppedProgram, variable: ShownVariable): Promise<ProgramText> {
  let values = 0;
  const collect = async (one: ShownVariable, depth: number): Promise<string | undefined> => {
    values += 1;
    if (values > MOST_VALUES || depth > DEEPEST) return undefined;
    const shown = valueOf(program, one);
    switch (shown.kind) {
      case 'text': {
        const whole = shown.isCut ? await wholeValue(program, one) : shown;
        return whole.kind === 'text' && !whole.isCut ? JSON.stringify(whole.text) : undefined;
      }
      case 'number':
        return shown.text;
      case 'nothing':
        return 'null';
      case 'unavailable':
        return undefined;
      case 'other':
        if (/^true$/i.test(one.value)) return 'true';
        if (/^false$/i.test(one.value)) return 'false';
        if (/^-?\d+\.\d+(?:[eE][+-]?\d+)?$/.test(one.value)) return one.value;
        return one.variablesReference > 0 ? collectBelow(one, depth) : undefined;
    }
  };
  const collectBelow = async (one: ShownVariable, depth: number): Promise<string | undefined> => {
    const children = await childrenOf(program, one, MOST_CHILDREN);
    const places = children.filter(({ name }) => /^\[?\d+\]?$/.test(name));
    const isList =
      places.length > 0 || /^(?:\(0\) )?\[\]$|len(?:gth)?: 0|(?:size|Count) ?= ?0/.test(one.value);
    const parts: string[] = [];
    for (const child of isList ? places : children) {
      const name = plainName(child.name);
      if (isMeta(child.name)) continue;
      const text = await collect(child, depth + 1);
      if (text !== undefined) parts.push(isList ? text : `${JSON.stringify(name)}:${text}`);
      if (values > MOST_VALUES) return undefined;
    }
    return isList ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
  };
  const text = await collect(variable, 0);
  if (values > MOST_VALUES) return { kind: 'tooLong' };
  return text === undefined ? { kind: 'notText' } : { kind: 'text', text };
}

/** What debuggers add to what an object holds. */
function isMeta(name: string): boolean {
  return /^\[\[.*\]\]$|^(?:special|function|class|protected) variables$|^len\(\)$|^__\w+__$|^(?:Static|Non-Public) members$/.test(
    name,
  );
}

/** Fields by which HTTP clients hold the body of an answer. */
const BODIES = ['data', 'body', 'text', 'content', 'json', 'response', 'result'] as const;

/** Texts within a text that may be the answer of an endpoint: itself, and the body of what holds it. */
export function bodiesWithin(text: string): readonly string[] {
  const json = parseExactly(text);
  // JSON as a text within JSON
  if (typeof json === 'string') return parseExactly(json) === undefined ? [] : [json];
  if (!isJsonObject(json)) return isJsonArray(json) ? [text] : [];
  const within = BODIES.flatMap((name) => {
    const body = json[name];
    if (typeof body === 'string') return isJsonObject(parseExactly(body)) ? [body] : [];
    return isJsonObject(body) ? [jsonTextOf(body)] : [];
  });
  return [text, ...within];
}
