import type { SymbolId } from '../../model/index.ts';
import type { CwlVersion, ProcessClass } from './document/index.ts';
import type { CwlType } from './types/type.ts';
import { typeText } from './types/type.ts';

/** What other files see of a CWL file. */
export interface CwlExports {
  readonly version: CwlVersion | undefined;
  readonly main: ProcessSignature | undefined;
  /** By the name behind the `#`. */
  readonly processes: ReadonlyMap<string, ProcessSignature>;
  /** Of a file that holds no process: types, requirements and the like, which `$import` puts into the importer. */
  readonly fragment?: string;
}

/** A tool or workflow as its callers see it. */
export interface ProcessSignature {
  readonly id: SymbolId;
  readonly name: string;
  readonly class: ProcessClass | undefined;
  readonly version: CwlVersion | undefined;
  readonly inputs: ReadonlyMap<string, PortSignature>;
  readonly outputs: ReadonlyMap<string, PortSignature>;
  /** Ports may come from files that were not read, so that a name which is not here may exist all the same. */
  readonly open: boolean;
  readonly description: string | undefined;
}

export interface PortSignature {
  readonly name: string;
  readonly symbol: SymbolId;
  readonly type: CwlType;
  /** Neither optional nor with a default. */
  readonly required: boolean;
  readonly secondaryFiles: SecondaryFiles;
  readonly label: string | undefined;
  readonly doc: string | undefined;
}

export interface SecondaryFiles {
  /** Patterns of those that have to be there. */
  readonly needed: readonly string[];
  /** Patterns of all; `computed` where an expression says it. */
  readonly offered: readonly string[] | 'computed';
}

/** Equal for two versions of a file when no importer can tell them apart. Holds no positions. */
export function fingerprint({ version, main, processes, fragment }: CwlExports): string {
  const lines = [`${version ?? ''} ${main?.id ?? ''}`, fragment ?? ''];
  for (const process of new Set(main === undefined ? processes.values() : [main, ...processes.values()])) {
    const { id, class: kind, version: own, open, description } = process;
    lines.push(`${id} ${kind ?? ''} ${own ?? ''} ${String(open)} ${description ?? ''}`);
    for (const port of process.inputs.values()) lines.push(`> ${portLine(port)}`);
    for (const port of process.outputs.values()) lines.push(`< ${portLine(port)}`);
  }
  return lines.join('\n');
}

function portLine({ name, type, required, secondaryFiles, label, doc }: PortSignature): string {
  const secondary = `${secondaryFiles.needed.join(' ')};${String(secondaryFiles.offered)}`;
  return `${name}${required ? '!' : ''} ${detailOf(type)} ${secondary} ${label ?? ''} ${doc ?? ''}`;
}

/** The type with the fields of its records, which its own text leaves out. */
function detailOf(type: CwlType): string {
  switch (type.kind) {
    case 'array':
      return `${detailOf(type.items)}[]`;
    case 'union':
      return type.members.map(detailOf).join(' | ');
    case 'record':
      return `${type.name ?? ''}{${type.fields.map((field) => `${field.name}: ${detailOf(field.type)}`).join(', ')}}`;
    case 'enum':
      return `${type.name ?? ''}(${type.symbols.join(' ')})`;
    default:
      return typeText(type);
  }
}
