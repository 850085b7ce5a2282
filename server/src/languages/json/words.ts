import { parseOmicsUri } from '../../healthomics/omics-uri.ts';
import type { Port } from '../../model/index.ts';
import { typeLabel } from '../../model/index.ts';
import type { Declared } from './type-at.ts';

/** Markdown about an input or a struct member: type, whether it must be given, default, the author's words. */
export function describeDeclared(name: string, declared: Declared): string {
  const lines = [`\`\`\`wdl\n${typeLabel(declared.type)} ${name}\n\`\`\``, demand(declared)];
  const words = declared.port?.description ?? declared.member?.description;
  if (words !== undefined && words !== '') lines.push(words);
  return lines.join('\n\n');
}

/** `Required.`, `Optional.`, `Optional, default 4.`. */
export function demand(declared: Declared): string {
  const { port, member } = declared;
  if (port !== undefined) return port.required ? '**Required.**' : `Optional${defaultOf(port)}.`;
  return member !== undefined && declared.type.optional ? 'Optional.' : '**Required.**';
}

/** What an `omics://` URI stands for; `undefined` for one that is malformed. */
export function describeOmicsUri(text: string): string | undefined {
  const result = parseOmicsUri(text);
  if (!result.ok) return undefined;
  const { account, region, storeId, kind, id, file } = result.uri;
  const noun = kind === 'readSet' ? 'Read set' : 'Reference';
  return `${noun} **${id}**, file \`${file}\`, of store ${storeId} in ${region}, account ${account}.`;
}

function defaultOf(port: Port): string {
  return port.default === undefined ? '' : `, default \`${port.default.text}\``;
}
