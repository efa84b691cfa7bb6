import * as vscode from 'vscode';
import { evaluate, type ShownVariable, type StoppedProgram } from './debuggedProgram';
import type { Refusal } from './refusals';
import { isStillStopped, stoppedProgram } from './stoppedProgram';
import { readVariableArgument } from './variableArgument';

export interface MeantVariable {
  readonly program: StoppedProgram | undefined;
  readonly variable: ShownVariable;
}

/** What the command was called on, evaluated where it is an expression; undefined where the user gave up. */
export async function meantVariable(
  argument: unknown,
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
      const expression = await askForExpression(read.suggested);
      return expression === undefined ? undefined : evaluated(expression);
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

async function askForExpression(suggested: string): Promise<string | undefined> {
  const expression = await vscode.window.showInputBox({
    title: vscode.l10n.t('Inspect a Variable'),
    prompt: vscode.l10n.t('A variable or an expression of the program that is stopped.'),
    value: suggested,
    ignoreFocusOut: true,
  });
  return expression?.trim() === '' ? undefined : expression?.trim();
}

/** Shows that the debugger is asked, where it takes its time. */
export async function reading<Value>(read: () => Promise<Value>): Promise<Value> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Asking the debugger') },
    read,
  );
}
