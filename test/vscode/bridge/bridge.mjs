// Connects to the test that started this VS Code and runs the commands that it asks for.
// One JSON object per line, both ways: {id, command, args} and {id, result} or {id, error}.
import net from 'node:net';
import readline from 'node:readline';
import * as vscode from 'vscode';

/** @param {vscode.ExtensionContext} context */
export function activate(context) {
  const port = Number(process.env.TEST_BRIDGE_PORT);
  if (!port) return;
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  context.subscriptions.push(
    { dispose: () => socket.destroy() },
    vscode.commands.registerCommand('testHarness.changeSettings', changeSettings),
    vscode.commands.registerCommand('testHarness.documents', documents),
    vscode.commands.registerCommand('testHarness.openFile', openFile),
    vscode.commands.registerCommand('testHarness.quiet', quiet),
  );
  readline.createInterface({ input: socket }).on('line', (line) => void answer(socket, line));
}

/** @param {net.Socket} socket @param {string} line */
async function answer(socket, line) {
  /** @type {unknown} */
  const asked = JSON.parse(line);
  const { id, command, args } = /** @type {{id: number, command: string, args: unknown[]}} */ (
    asked
  );
  /** @type {Record<string, unknown>} */
  const reply = { id };
  try {
    reply.result = asPlain(await vscode.commands.executeCommand(command, ...args));
  } catch (error) {
    reply.error = error instanceof Error ? error.message : String(error);
  }
  if (!socket.destroyed) socket.write(JSON.stringify(reply) + '\n');
}

/** @param {Record<string, unknown>} settings those of the user */
async function changeSettings(settings) {
  for (const [name, value] of Object.entries(settings)) {
    await vscode.workspace
      .getConfiguration()
      .update(name, value ?? undefined, vscode.ConfigurationTarget.Global);
  }
}

/** @param {string} file @param {number} line counted from 1 */
async function openFile(file, line) {
  const start = new vscode.Position(line - 1, 0);
  const selection = new vscode.Selection(start, start);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection });
}

/** Resolves once nothing has held the extension host up for a second; after half a minute all the same. */
async function quiet() {
  const started = performance.now();
  let quietSince = started;
  let last = started;
  while (last - quietSince < 1000 && last - started < 30_000) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    const now = performance.now();
    if (now - last > 30) quietSince = now;
    last = now;
  }
}

/** The name and text of every document that is open anywhere. */
function documents() {
  return vscode.workspace.textDocuments.map((one) => `${one.uri}\n${one.getText()}`);
}

/** @param {unknown} result @returns {unknown} what of it is data */
function asPlain(result) {
  try {
    return JSON.parse(JSON.stringify(result ?? null));
  } catch {
    return null;
  }
}
