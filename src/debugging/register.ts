import * as vscode from 'vscode';
import type { CustomersApi } from '../api/page';
import type { Connections } from '../connections/register';
import type { CommandTarget } from '../inspector/commandTarget';
import type { PersonalData } from '../privacy/personalData';
import { registerTexts } from './texts';

export interface DebuggingDependencies {
  readonly api: CustomersApi;
  readonly connections: Connections;
  readonly personalData: PersonalData;
  readonly workspaceState: vscode.Memento;
  /** What the active inspector shows, if one is the active editor. */
  readonly activeTarget: () => Promise<CommandTarget | undefined>;
}

export interface DebuggingRoom extends DebuggingDependencies {
  /** Opens a text that a program holds, to be read. */
  openText(name: string, text: string, isJson: boolean): Promise<void>;
}

/** Registers the commands of the debugger's menus; what they do loads on first use. */
export function registerDebugging(
  context: vscode.ExtensionContext,
  dependencies: DebuggingDependencies,
): void {
  const texts = registerTexts(context, dependencies.personalData);
  const room: DebuggingRoom = { ...dependencies, openText: (...given) => texts.open(...given) };
  const commands = () => import('./commands');
  const handlers: Readonly<Record<string, (argument: unknown) => Promise<unknown>>> = {
    inspectVariable: async (argument) => (await commands()).inspectVariable(room, argument),
    showResponse: async (argument) => (await commands()).showResponse(room, argument),
    compareWithApi: async (argument) => (await commands()).compareWithApi(room, argument),
  };
  context.subscriptions.push(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(`customerHierarchy.${name}`, handler),
    ),
  );
}
