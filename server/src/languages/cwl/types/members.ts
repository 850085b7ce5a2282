import type { CwlType } from './type.ts';
import { arrayOf, FILE, NULL, UNKNOWN, unionOf, withoutNull } from './type.ts';

/** A member that expressions may ask a value for. */
export interface Member {
  readonly name: string;
  readonly type: CwlType;
  readonly doc?: string;
}

const STRING: CwlType = { kind: 'primitive', name: 'string' };
const LONG: CwlType = { kind: 'primitive', name: 'long' };
const DIRECTORY: CwlType = { kind: 'primitive', name: 'Directory' };

/** Fields of a File object. Source: CWL v1.2, File. */
export const FILE_MEMBERS: readonly Member[] = [
  { name: 'path', type: STRING, doc: 'Where the file is on the machine that runs the tool.' },
  { name: 'basename', type: STRING, doc: 'The name without folders: `reads.fastq.gz`.' },
  { name: 'nameroot', type: STRING, doc: 'The name without its last extension: `reads.fastq`.' },
  { name: 'nameext', type: STRING, doc: 'The last extension with its dot: `.gz`.' },
  { name: 'dirname', type: STRING, doc: 'The folder that the file is in.' },
  { name: 'location', type: STRING, doc: 'The URI of the file.' },
  { name: 'size', type: LONG, doc: 'In bytes.' },
  { name: 'checksum', type: STRING, doc: '`sha1$` and the hash.' },
  { name: 'format', type: STRING, doc: 'The IRI of the file format.' },
  { name: 'contents', type: STRING, doc: 'The text, where `loadContents` is true: the first 64 KiB.' },
  {
    name: 'secondaryFiles',
    type: arrayOf(unionOf([FILE, DIRECTORY])),
    doc: 'What belongs to the file: indexes, dictionaries.',
  },
  { name: 'class', type: STRING, doc: 'Always `File`.' },
];

export const DIRECTORY_MEMBERS: readonly Member[] = [
  { name: 'path', type: STRING, doc: 'Where the folder is on the machine that runs the tool.' },
  { name: 'basename', type: STRING, doc: 'The name of the folder.' },
  { name: 'location', type: STRING, doc: 'The URI of the folder.' },
  {
    name: 'listing',
    type: arrayOf(unionOf([FILE, DIRECTORY])),
    doc: 'What is in the folder, where `loadListing` asks for it.',
  },
  { name: 'class', type: STRING, doc: 'Always `Directory`.' },
];

/** Members that a value of the type may have; `undefined` where anything can be. */
export function membersOf(type: CwlType): readonly Member[] | undefined {
  switch (type.kind) {
    case 'primitive':
      if (type.name === 'File') return FILE_MEMBERS;
      if (type.name === 'Directory') return DIRECTORY_MEMBERS;
      return type.name === 'string' ? [{ name: 'length', type: LONG }] : [];
    case 'array':
      return [{ name: 'length', type: LONG, doc: 'How many elements.' }];
    case 'enum':
      return [{ name: 'length', type: LONG }];
    case 'record':
      return type.fields;
    case 'union': {
      const lists = withoutNull(type).kind === 'union' ? type.members : [withoutNull(type)];
      const all: Member[] = [];
      for (const list of lists.map(membersOf)) {
        if (list === undefined) return undefined;
        for (const member of list) if (!all.some(({ name }) => name === member.name)) all.push(member);
      }
      return all;
    }
    default:
      return undefined;
  }
}

/** The type of a member or element; `undefined` where there is none of the name. */
export function memberType(type: CwlType, name: string, kind: 'name' | 'index'): CwlType | undefined {
  if (kind === 'index') return elementType(type);
  const members = membersOf(type);
  if (members === undefined) return UNKNOWN;
  const found = members.find((member) => member.name === name);
  return found === undefined || type.kind !== 'union' ? found?.type : withoutNull(found.type);
}

function elementType(type: CwlType): CwlType {
  if (type.kind === 'array') return type.items;
  if (type.kind === 'union') {
    const arrays = type.members.filter((member) => member.kind === 'array');
    return arrays.length === 0 ? UNKNOWN : unionOf(arrays.map(({ items }) => items));
  }
  return type === NULL ? NULL : UNKNOWN;
}
