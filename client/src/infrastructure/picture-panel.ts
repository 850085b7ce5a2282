import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromPage, ToPage } from '../webview/messages.ts';
import type { Disposable } from './disposables.ts';

export interface PicturePanelOptions {
  /** Names the kind of panel for VS Code. */
  readonly type: string;
  readonly title: string;
  readonly extensionUri: vscode.Uri;
  /** CSS of the picture. */
  readonly style: string;
  readonly onMessage: (message: Exclude<FromPage, { kind: 'ready' }>) => void;
  readonly onDispose: () => void;
}

export interface PicturePanel extends Disposable {
  setTitle(title: string): void;
  reveal(): void;
  /** Shown when the page is ready, and again when it comes back into view. */
  show(content: ToPage): void;
}

/**
 * A page beside the editor that shows a picture. Its policy allows one script of our own and nothing from the network:
 * what stands in the picture comes from the user's files.
 */
export function createPicturePanel(options: PicturePanelOptions): PicturePanel {
  const { extensionUri } = options;
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const panel = vscode.window.createWebviewPanel(
    options.type,
    options.title,
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [dist], enableFindWidget: true },
  );
  let content: ToPage | undefined;
  let isReady = false;
  const send = () => {
    if (isReady && content !== undefined) void panel.webview.postMessage(content);
  };
  panel.webview.onDidReceiveMessage((message: FromPage) => {
    if (message.kind === 'ready') {
      isReady = true;
      send();
    } else options.onMessage(message);
  });
  panel.onDidChangeViewState(() => {
    // A page that was hidden is made anew, and says so.
    if (!panel.visible) isReady = false;
  });
  panel.onDidDispose(options.onDispose);
  const script = panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'picture.js'));
  panel.webview.html = page(script.toString(), panel.webview.cspSource, options.style);
  return {
    setTitle: (title) => {
      panel.title = title;
    },
    reveal: () => panel.reveal(undefined, true),
    show(next) {
      content = next;
      send();
    },
    dispose() {
      panel.dispose();
    },
  };
}

function page(script: string, source: string, style: string): string {
  const nonce = randomBytes(16).toString('hex');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src ${source}; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">${STYLE}${style}</style>
</head>
<body>
<div id="toolbar" role="toolbar"></div>
<div id="picture"></div>
<div id="table" hidden></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

const STYLE = `
body { margin: 0; padding: 0; height: 100vh; display: flex; flex-direction: column; color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
#toolbar { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 6px 12px; border-bottom: 1px solid var(--vscode-panel-border, transparent); }
#toolbar button { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-contrastBorder, transparent); padding: 2px 10px; border-radius: 2px; cursor: pointer; font: inherit; }
#toolbar button:hover { background: var(--vscode-button-secondaryHoverBackground); }
#toolbar button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
#toolbar .words { flex: 1; color: var(--vscode-descriptionForeground); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#picture { flex: 1; overflow: auto; }
#table { max-height: 45vh; overflow: auto; border-top: 1px solid var(--vscode-panel-border, transparent); padding: 0 12px; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 3px 12px 3px 0; font-weight: normal; vertical-align: top; }
th { color: var(--vscode-descriptionForeground); }
td[data-part] { cursor: pointer; color: var(--vscode-textLink-foreground); }
`;
