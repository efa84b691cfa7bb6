import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { pageFolder, TELL_WHAT_DID_NOT_COME } from './pageHtml';
import { PageLoading } from './pageLoading';
import type { PictureToHost, PictureToPage } from './wirePicture';

const said = v.variant('kind', [
  v.object({ kind: v.picklist(['notLoaded', 'ready', 'tooLarge', 'notDrawn']) }),
  v.object({ kind: v.literal('drawn'), png: v.string() }),
]);

/** The bytes of a file; or that there is none, which nobody but who closed the page has to be told. */
export type DrawnPicture =
  | { readonly kind: 'drawn'; readonly bytes: Uint8Array }
  | { readonly kind: 'tooLarge' | 'notDrawn' | 'closed' };

/** Makes a PNG of an SVG, in a page that is there as long as that takes: only a browser can draw one. */
export async function drawPng(extensionUri: vscode.Uri, svg: string): Promise<DrawnPicture> {
  const panel = vscode.window.createWebviewPanel(
    'customerHierarchy.picture',
    vscode.l10n.t('Drawing the Picture…'),
    { viewColumn: vscode.ViewColumn.Active, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] },
  );
  let loading: PageLoading | undefined;
  try {
    return await new Promise<DrawnPicture>((resolve) => {
      loading = new PageLoading({
        load: () => {
          panel.webview.html = pictureHtml(panel.webview, extensionUri);
        },
        giveUp: () => resolve({ kind: 'notDrawn' }),
      });
      panel.onDidDispose(() => resolve({ kind: 'closed' }));
      panel.webview.onDidReceiveMessage((given: unknown) => {
        const read = v.safeParse(said, given);
        if (!read.success) return;
        const message: PictureToHost = read.output;
        switch (message.kind) {
          case 'notLoaded':
            loading?.failed();
            return;
          case 'ready': {
            loading?.end();
            const draw: PictureToPage = { kind: 'draw', svg };
            void panel.webview.postMessage(draw);
            return;
          }
          case 'drawn':
            resolve({ kind: 'drawn', bytes: Buffer.from(message.png, 'base64') });
            return;
          case 'tooLarge':
          case 'notDrawn':
            resolve({ kind: message.kind });
        }
      });
      panel.webview.html = pictureHtml(panel.webview, extensionUri);
    });
  } finally {
    loading?.end();
    panel.dispose();
  }
}

/** Nothing is allowed but its own script, and the picture. */
function pictureHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), 'picture.js'));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; img-src data:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <script nonce="${nonce}">${TELL_WHAT_DID_NOT_COME}</script>
  <title>Customer Hierarchy</title>
</head>
<body>
  <script type="module" nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}
