import { typeLabel } from '../../model/index.ts';
import type { EnumType, Port, StructType, SymbolId, ValueType } from '../../model/index.ts';
import type { WdlVersion } from './versions.ts';

/** What importers of a document may see of it. */
export interface WdlExports {
  readonly version: WdlVersion;
  readonly callables: ReadonlyMap<string, CallableSignature>;
  /** Structs and enums, the ones that the document itself imports included. */
  readonly types: ReadonlyMap<string, NamedType>;
  /** False when an import could not be loaded, so that a type which is not in `types` may exist all the same. */
  readonly complete: boolean;
}

/** A task or workflow as callers see it. The places in its ports may be those of an older version of its file. */
export interface CallableSignature {
  readonly id: SymbolId;
  readonly kind: 'task' | 'workflow';
  readonly name: string;
  readonly inputs: ReadonlyMap<string, Port>;
  readonly outputs: ReadonlyMap<string, Port>;
  readonly description: string | undefined;
  /** A declaration of its text has no name, so that what is missing here may exist all the same. */
  readonly incomplete?: true;
}

/** A struct or enum under the name that it has in the document at hand. */
export interface NamedType {
  readonly symbol: SymbolId;
  readonly type: StructType | EnumType;
  /** Of an enum's choices. */
  readonly valueType?: ValueType;
  readonly description?: string;
}

/** Equal for two versions of a document when no importer can tell them apart. Holds no positions. */
export function fingerprint(exports: WdlExports): string {
  const lines = [`${exports.version} ${exports.complete ? '' : 'incomplete'}`];
  for (const callable of exports.callables.values()) {
    lines.push(`${callable.kind} ${callable.id} ${callable.incomplete ?? ''} ${callable.description ?? ''}`);
    for (const port of callable.inputs.values()) lines.push(`> ${portLine(port)}`);
    for (const port of callable.outputs.values()) lines.push(`< ${portLine(port)}`);
  }
  for (const [name, { symbol, type, valueType, description }] of exports.types) {
    lines.push(`${type.kind} ${name} ${symbol} ${description ?? ''}`);
    if (type.kind === 'enum') {
      lines.push(`${valueType === undefined ? '' : typeLabel(valueType)}: ${type.choices.join(' ')}`);
      continue;
    }
    for (const member of type.members) {
      lines.push(`. ${member.name} ${typeLabel(member.type)} ${member.description ?? ''}`);
    }
  }
  return lines.join('\n');
}

function portLine(port: Port): string {
  const required = port.required ? '!' : '';
  return `${port.name}${required} ${typeLabel(port.type)} = ${port.default?.text ?? ''} ${port.description ?? ''}`;
}
