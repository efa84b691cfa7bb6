import * as vscode from 'vscode';
import { visibleText } from './displayText';
import { redact } from './redact';

/**
 * The one log. Lines are about requests (method, path, status, ms, bytes, request id), about
 * connections, and about errors; none holds a secret or a person's data, and every one is redacted
 * once more on its way.
 */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
  /** Brings the output channel to front. */
  show(): void;
}

const LONGEST_LINE = 4000;

export function createLog(): Log & { dispose(): void } {
  let opened: vscode.LogOutputChannel | undefined;
  /** Made with its first line: activation has none. */
  const channel = () =>
    (opened ??= vscode.window.createOutputChannel('Customer Hierarchy', { log: true }));
  /** Redacted before it is cut, so that no half of a secret stays; one line, whatever is in it. */
  const safe = (line: string) => visibleText(redact(line), LONGEST_LINE);
  return {
    info: (line) => channel().info(safe(line)),
    warn: (line) => channel().warn(safe(line)),
    error: (line) => channel().error(safe(line)),
    show: () => channel().show(true),
    dispose: () => opened?.dispose(),
  };
}
