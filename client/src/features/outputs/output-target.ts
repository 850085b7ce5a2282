import { UserError } from '../../infrastructure/errors.ts';
import type { OutputNode } from './run-outputs.ts';

/** What a command of the view is about. */
export type OutputTarget =
  | { readonly kind: 'file'; readonly uri: string; readonly name: string; readonly bytes: number | undefined }
  | { readonly kind: 'folder'; readonly uri: string; readonly name: string };

/** The file or folder of a row. */
export function targetOf(argument: unknown): OutputTarget {
  const node = nodeOf(argument);
  switch (node.kind) {
    case 'file': {
      const { uri, bytes } = node.file;
      return { kind: 'file', uri, name: node.name, bytes };
    }
    case 'folder':
      return { kind: 'folder', uri: node.uri, name: node.name };
    case 'section':
      if (node.uri !== undefined) return { kind: 'folder', uri: node.uri, name: node.name };
      break;
    case 'value': {
      const { value, file } = node;
      if (value.kind === 'folder') return value;
      if (value.kind !== 'file') break;
      return { kind: 'file', uri: value.uri, name: value.name, bytes: file?.bytes ?? value.bytes };
    }
    case 'note':
    case 'more':
      break;
  }
  throw notOnARow();
}

export function fileOf(argument: unknown): Extract<OutputTarget, { readonly kind: 'file' }> {
  const target = targetOf(argument);
  if (target.kind !== 'file') throw notOnARow();
  return target;
}

export function nodeOf(argument: unknown): OutputNode {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) throw notOnARow();
  return argument as OutputNode;
}

function notOnARow(): UserError {
  return new UserError({
    code: 'no-output',
    sentence: 'No output was chosen. Use the menu of a file or folder in the view Outputs.',
  });
}
