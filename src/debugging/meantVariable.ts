import * as vscode from 'vscode';
import { askText } from '../connections/inputSteps';
import { ONLY_STEP } from '../connections/steps';
import type { Masking } from '../privacy/masking';
import { evaluate, type ShownVariable, type StoppedProgram } from './debuggedProgram';
import { refusalSentence, type Refusal } from './refusals';
import { isStillStopped, stoppedProgram } from './stoppedProgram';
import { readVariableArgument } from './variableArgument';

export interface MeantVariable {
  readonly program: StoppedProgram | undefined;
  readonly variable: ShownVariable;
}

/** What the command was called on, evaluated where it is an expression; undefined where the user gave up. */
export async function meantVariable(
  argument: unknown,
  masking: Masking,
): Promise<MeantVariable | Refusal | undefined> {
  const read = readVariableArgument(argument);
  switch (read.kind) {
    case 'none':
      return { kind: 'noVariable' };
    case 'variable':
      return { program: stoppedProgram(read.sessionId), variable: read.variable };
    case 'expression':
      return evaluated(read.expression);
    case 'ask': {
      if (stoppedProgram() === undefined) return { kind: 'notStopped' };
      return askForExpression(read.suggested, masking);
    }
  }
}

async function evaluated(expression: string): Promise<MeantVariable | Refusal> {
  const program = stoppedProgram();
  if (program === undefined) return { kind: 'notStopped' };
  const answer = await reading(() => evaluate(program, expression, 'structure'));
  if (answer.kind === 'answered') return { program, variable: answer.variable };
  return (await isStillStopped(program)) ? answer : { kind: 'ranOn' };
}

/** What the debugger cannot evaluate is said where it can be put right. */
async function askForExpression(
  suggested: string,
  masking: Masking,
): Promise<MeantVariable | Refusal | undefined> {
  let meant: MeantVariable | Refusal | undefined;
  const prompt = vscode.l10n.t('A variable or an expression of the program that is stopped.');
  const entered = await askText({
    title: vscode.l10n.t('Inspect a Variable'),
    place: ONLY_STEP,
    value: suggested,
    prompt,
    check: (typed) => (typed.trim() === '' ? { kind: 'error', text: prompt } : undefined),
    checkEntered: async (typed) => {
      meant = await evaluated(typed.trim());
      if (!('kind' in meant) || meant.kind !== 'noAnswer') return undefined;
      return { kind: 'error', text: refusalSentence(meant, masking) };
    },
  });
  return entered.kind === 'entered' ? meant : undefined;
}

/** Shows that the debugger is asked, where it takes its time. */
export async function reading<Value>(read: () => Promise<Value>): Promise<Value> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Asking the debugger') },
    read,
  );
}
