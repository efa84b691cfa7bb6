import * as vscode from 'vscode';
import { hasFrame, type StoppedProgram } from './debuggedProgram';

/** Milliseconds that the debugger may take for an answer. */
const PATIENCE = 10_000;

/**
 * The program that is stopped in the frame that the user looks at; undefined while it runs.
 * @param sessionId of the session that a row of the debugger's views belongs to
 */
export function stoppedProgram(sessionId?: string): StoppedProgram | undefined {
  const item = vscode.debug.activeStackItem;
  if (!(item instanceof vscode.DebugStackFrame)) return undefined;
  const { session, frameId } = item;
  if (sessionId !== undefined && session.id !== sessionId) return undefined;
  return { adapter: session, frameId, patience: PATIENCE };
}

/** Whether the program still stands where it stood; VS Code hears a moment later that it runs on. */
export async function isStillStopped(program: StoppedProgram): Promise<boolean> {
  return (await hasFrame(program)) && stoppedProgram() !== undefined;
}
