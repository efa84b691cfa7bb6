// Starts debugpy's adapter, by the Python that the launch configuration names.
import * as vscode from 'vscode';

/** @param {vscode.ExtensionContext} context */
export function activate(context) {
  context.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory('debugpy', {
      createDebugAdapterDescriptor: ({ configuration }) =>
        new vscode.DebugAdapterExecutable(String(configuration.python), ['-m', 'debugpy.adapter']),
    }),
  );
}
