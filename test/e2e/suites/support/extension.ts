import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OmicsLensApi } from '../../../../client/src/api.ts';

export const EXTENSION_ID = 'omics-lens.omics-lens';

export function extension(): vscode.Extension<OmicsLensApi> {
  const found = vscode.extensions.getExtension<OmicsLensApi>(EXTENSION_ID);
  assert.ok(found, `The extension ${EXTENSION_ID} is not there.`);
  return found;
}

/** What the extension exports, activated and with its language server running. */
export async function extensionApi(): Promise<OmicsLensApi> {
  const api = await extension().activate();
  await api.ready;
  return api;
}
