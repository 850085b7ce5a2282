import { byteCount, count, moment } from '../../infrastructure/readable.ts';
import { joined, rowDetails, type TreeRow } from '../../infrastructure/tree-row.ts';
import type { StoredFile } from '../../omics/stored-files-api.ts';
import { fileKind, OPEN_BYTES } from './file-kind.ts';
import { partCount, valueText } from './output-value.ts';
import type { OutputNode } from './run-outputs.ts';

type Shown = Extract<OutputNode, { readonly kind: 'section' | 'value' | 'folder' | 'file' }>;

/** How a row of the view reads; its `context` decides which commands it offers. */
export function outputRow(node: Shown): TreeRow {
  switch (node.kind) {
    case 'section':
      return node.section === 'named'
        ? plainRow('Outputs', '', 'symbol-field', 'section.named', [])
        : plainRow(
            'All Files',
            '',
            'files',
            node.uri === undefined ? 'section.files' : 'output.folder',
            rowDetails([['Folder', node.uri]]),
          );
    case 'folder':
      return folderRow(node.name, FOLDERS[node.name] ?? '', node.uri);
    case 'file':
      return fileRow(node.name, undefined, node.name, node.file.bytes, node.file.uri, node.file);
    case 'value':
      return valueRow(node);
  }
}

/** What HealthOmics puts into the folders of a run (user guide, "Run outputs" and "Nextflow definition specifics", 2026-11). */
const FOLDERS: Readonly<Record<string, string>> = {
  out: 'outputs',
  pubdir: 'published by Nextflow',
  output: 'published by Nextflow',
  logs: 'of the engine',
};

function valueRow({ name, fullName, value, file }: Extract<OutputNode, { readonly kind: 'value' }>): TreeRow {
  switch (value.kind) {
    case 'file':
      return fileRow(name, value.name, fullName, file?.bytes ?? value.bytes, value.uri, file);
    case 'folder':
      return folderRow(name, value.name, value.uri);
    case 'list':
    case 'record': {
      const [one, many] = value.kind === 'list' ? ['element', 'elements'] : ['member', 'members'];
      const parts = partCount(value);
      const icon = value.kind === 'list' ? 'symbol-array' : 'symbol-object';
      const size = `${count(parts)} ${parts === 1 ? one : many}`;
      return plainRow(name, size, icon, 'output.value', rowDetails([['Output', fullName]]));
    }
    case 'plain': {
      const text = valueText(value).replace(/\s+/g, ' ');
      return plainRow(
        name,
        text.length > LONG ? `${text.slice(0, LONG)}…` : text,
        'symbol-constant',
        'output.value',
        rowDetails([
          ['Output', fullName],
          ['Value', value.text.slice(0, 10 * LONG)],
        ]),
      );
    }
  }
}

/** Characters of a value that a row shows. */
const LONG = 200;

function fileRow(
  label: string,
  fileName: string | undefined,
  fullName: string,
  bytes: number | undefined,
  uri: string,
  file: StoredFile | undefined,
): TreeRow {
  const { icon, content } = fileKind(fileName ?? label);
  const size = bytes === undefined ? undefined : byteCount(bytes);
  const time = moment(file?.modifiedAt);
  const archived = file?.archive === undefined ? undefined : 'archived';
  const description = joined([fileName, size, archived, time]);
  return {
    label,
    description,
    icon,
    accessibleLabel: `File ${label}, ${description}`,
    details: rowDetails([
      ['Output', fileName === undefined ? undefined : fullName],
      ['File', fileName ?? label],
      ['Size', size],
      ['Written', time],
      ['Archive', file?.archive],
      ['Address', uri],
    ]),
    context: `output.file.${archived ?? (content === 'binary' ? 'binary' : (bytes ?? 0) > OPEN_BYTES ? 'large' : 'text')}`,
  };
}

function folderRow(label: string, description: string, uri: string): TreeRow {
  return {
    ...plainRow(label, description, 'folder', 'output.folder', rowDetails([['Address', uri]])),
    accessibleLabel: `Folder ${joined([label, description])}`,
  };
}

function plainRow(
  label: string,
  description: string,
  icon: string,
  context: string,
  details: TreeRow['details'],
): TreeRow {
  return { label, description, icon, context, details, accessibleLabel: joined([label, description]) };
}
