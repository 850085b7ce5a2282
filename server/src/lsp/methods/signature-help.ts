import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import { signatureHelp } from '../../features/signature-help.ts';
import { fileMethod } from '../requests.ts';

export const signatureHelpMethod = fileMethod<SignatureHelpParams, SignatureHelp | null>({
  method: 'textDocument/signatureHelp',
  summary: 'The parameters of the function or task whose call is being written.',
  capabilities: () => ({
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] },
  }),
  takes: 'position',
  nothing: null,
  answer(file, { position }) {
    const found = signatureHelp(file, file.lines.offsetAt(position));
    if (found === undefined) return null;
    const parameters = found.parameters.map(({ label, documentation }) => ({
      label,
      ...markdown(documentation),
    }));
    return {
      signatures: [{ label: found.label, parameters, ...markdown(found.documentation) }],
      activeSignature: 0,
      activeParameter: found.active,
    };
  },
});

function markdown(value: string | undefined) {
  return value === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value } };
}
