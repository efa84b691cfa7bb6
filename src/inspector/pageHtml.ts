import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * Runs before anything of a page can fail to come. Without its script, the page can say nothing but
 * that; its style is asked for again.
 */
export const TELL_WHAT_DID_NOT_COME = `
    let tries = 0;
    addEventListener('error', ({ target }) => {
      if (target instanceof HTMLScriptElement) acquireVsCodeApi().postMessage({ kind: 'notLoaded' });
      if (target instanceof HTMLLinkElement && ++tries < 9)
        setTimeout(() => target.replaceWith(target.cloneNode()), 150 * tries);
    }, { capture: true });
  `;

/** The page, with nothing allowed but its own script and style. */
export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language.replace(/[^\w-]/g, '')}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" content="${nonce}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <script nonce="${nonce}">${TELL_WHAT_DID_NOT_COME}</script>
  <link rel="stylesheet" nonce="${nonce}" href="${file('main.css')}">
  <title>Customer Hierarchy</title>
</head>
<body>
  <script type="module" nonce="${nonce}" src="${file('main.js')}"></script>
</body>
</html>`;
}

/** In the place of a page that does not come. */
export function noPageHtml(): string {
  const sentence = vscode.l10n.t(
    'VS Code did not load this page. Close this editor, and open the inspector again.',
  );
  return `<!DOCTYPE html><html><body><p>${sentence}</p></body></html>`;
}

/** The only folder that the page may read. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}
