import { NEXTFLOW_PLUGINS, NEXTFLOW_PREFERENCE } from '../../../healthomics/index.ts';
import type { Around, CompletionCandidate } from '../../language.ts';
import type { ReadConfig } from '../config/read.ts';
import { CONFIG_OPTIONS, CONFIG_SCOPES, DIRECTIVES, FEATURE_FLAGS, namesInScope } from '../data/index.ts';
import type { NextflowExports } from '../exports.ts';
import { versionOf } from '../scope/declare.ts';
import { contentSpan, nameOf } from '../words.ts';
import { directiveCandidates, namespaceCandidates, paramCandidates, valueCandidates } from './candidates.ts';
import { pathCandidates } from './paths.ts';
import type { Place } from './place.ts';
import { enclosing, placeAt } from './place.ts';

/** What may stand at the cursor of a configuration. */
export function configCompletions(
  read: ReadConfig,
  offset: number,
  around: Around | undefined,
): readonly CompletionCandidate[] {
  const place = placeAt(read.tree, offset);
  if (place === undefined) return [];
  if (/\bwith(?:Name|Label)\s*:\s*['"]?[\w:.*|]*$/.test(place.before)) return selected(place, around);
  if (place.string !== undefined) return inString(read, place, around);
  if (place.chain === 'params') return paramCandidates(read.exports.params);
  if (place.chain === 'task')
    return [
      ...namespaceCandidates('task'),
      ...[...DIRECTIVES.keys()].map((label) => ({ label, kind: 'member' as const })),
    ];
  const scopes = scopesOf(read, place);
  if (isValue(place)) return valuesFor(place, scopes);
  const path = [...scopes, ...(place.chain?.split('.') ?? [])];
  return namesAt(read, path, place.chain === undefined ? 'block' : 'point');
}

/** The names of the blocks around the cursor, without profiles. */
function scopesOf(read: ReadConfig, place: Place): readonly string[] {
  const names = place.nodes.flatMap((node) => {
    if (node.kind === 'configBlock' && node.start < place.word.start)
      return [nameOf(read.tree.text, node.name) ?? ''];
    return node.kind === 'configSelector' ? ['(selector)'] : [];
  });
  return names[0] === 'profiles' ? names.slice(2) : names;
}

function isValue({ before }: Place): boolean {
  return /=\s*[^=;{]*$/.test(before);
}

function valuesFor(place: Place, scopes: readonly string[]): readonly CompletionCandidate[] {
  const key = /([\w.]+)\s*=\s*$/.exec(place.before)?.[1];
  const params = [{ label: 'params', kind: 'namespace' as const, rank: 4 }];
  if (key === undefined) return params;
  const full = [...scopes.filter((one) => one !== '(selector)'), ...key.split('.')];
  const values = full[0] === 'process' ? DIRECTIVES.get(full[1] ?? '')?.values : undefined;
  if (values !== undefined) return valueCandidates(values, 'quoted');
  if (/(?:^|\.)enabled$/.test(key)) return valueCandidates(['true', 'false'], 'bare');
  return params;
}

function namesAt(
  read: ReadConfig,
  path: readonly string[],
  how: 'block' | 'point',
): readonly CompletionCandidate[] {
  const [scope, ...rest] = path;
  const { line } = versionOf(read.exports, undefined);
  if (scope === undefined) return topLevel();
  if (scope === 'process') {
    const directives = directiveCandidates(line, 'assigned');
    if (rest.length > 1 || (rest.length === 1 && rest[0] !== '(selector)')) return [];
    return rest.length === 0 && how === 'block' ? [...directives, ...SELECTORS] : directives;
  }
  if (scope === 'nextflow') {
    const prefix = `${path.join('.')}.`;
    const flags = [...FEATURE_FLAGS.values()].filter(({ name }) => name.startsWith(prefix));
    return flags.map(({ name, doc }) => ({
      label: name.slice(prefix.length),
      kind: 'key',
      documentation: doc,
      insert: `${name.slice(prefix.length)} = `,
    }));
  }
  const full = path.join('.');
  return namesInScope(full).map((name) => {
    const option = CONFIG_OPTIONS.get(`${full}.${name}`);
    return {
      label: name,
      kind: 'key' as const,
      ...(option?.doc === undefined ? {} : { documentation: option.doc }),
      ...(option === undefined
        ? { insert: how === 'block' ? `${name} {\n  $0\n}` : name, snippet: true as const }
        : { insert: `${name} = ` }),
      rank: option?.doc === undefined ? 5 : 3,
    };
  });
}

const SELECTORS: readonly CompletionCandidate[] = [
  {
    label: 'withName:',
    kind: 'keyword',
    insert: "withName: '${1:NAME}' {\n  $0\n}",
    snippet: true,
    documentation: 'Directives of the processes of a name, or of a pattern.',
    filter: 'withName',
    rank: 2,
  },
  {
    label: 'withLabel:',
    kind: 'keyword',
    insert: "withLabel: '${1:label}' {\n  $0\n}",
    snippet: true,
    documentation: 'Directives of the processes that carry a label.',
    filter: 'withLabel',
    rank: 2,
  },
];

function topLevel(): readonly CompletionCandidate[] {
  const scopes = [...CONFIG_SCOPES].map(([name, doc]) => ({
    label: name,
    kind: 'key' as const,
    documentation: doc,
    insert: `${name} {\n  $0\n}`,
    snippet: true as const,
    rank: ['params', 'process', 'manifest'].includes(name) ? 2 : 4,
  }));
  const options = namesInScope('')
    .filter((name) => !CONFIG_SCOPES.has(name))
    .map((name) => ({ label: name, kind: 'key' as const, insert: `${name} = `, rank: 5 }));
  const include = {
    label: 'includeConfig',
    kind: 'keyword' as const,
    insert: "includeConfig '$1'",
    snippet: true as const,
    documentation: 'Reads another configuration in this place.',
    rank: 3,
  };
  return [...scopes, ...options, include];
}

/** Names of processes and labels, of the scripts that read this configuration. */
function selected(place: Place, around: Around | undefined): readonly CompletionCandidate[] {
  const isLabel = place.before.includes('withLabel');
  const isQuoted = place.string !== undefined || /['"][^'"]*$/.test(place.before);
  const found = new Map<string, string>();
  for (const { exports } of around?.readers?.() ?? []) {
    const script = exports as NextflowExports | undefined;
    if (script?.language !== 'nextflow') continue;
    if (isLabel) for (const label of script.labels) found.set(label, '');
    else {
      for (const [name, component] of script.components) {
        if (component.kind === 'process')
          found.set(name, component.inputs.map(({ text }) => text).join('; '));
      }
    }
  }
  return [...found].map(([name, detail]) => ({
    label: name,
    kind: isLabel ? 'value' : 'task',
    insert: isQuoted || /^\w+$/.test(name) ? name : `'${name}'`,
    ...(detail === '' ? {} : { detail }),
    rank: 1,
  }));
}

function inString(
  read: ReadConfig,
  place: Place,
  around: Around | undefined,
): readonly CompletionCandidate[] {
  const { string } = place;
  if (string === undefined) return [];
  const content = contentSpan(string);
  if (enclosing(place, 'configInclude') !== undefined) {
    return pathCandidates(
      read.uri,
      around?.files() ?? [],
      read.tree.text.slice(content.start, place.offset),
      content,
      'config',
    );
  }
  if (scopesOf(read, place)[0] === 'plugins') return plugins(read, content);
  const assignment = enclosing(place, 'configAssignment');
  const names = assignment?.path.map((one) => nameOf(read.tree.text, one) ?? '') ?? [];
  const name = names.at(-1) ?? '';
  const isProcess = scopesOf(read, place)[0] === 'process' || names[0] === 'process';
  if (isProcess && name === 'container')
    return (around?.containers() ?? []).map((image) => ({
      label: image,
      kind: 'value',
      insert: image,
      replace: content,
    }));
  const values = isProcess ? DIRECTIVES.get(name)?.values : undefined;
  if (values !== undefined) return valueCandidates(values, 'bare', content);
  return name === 'nextflowVersion' ? versions(content) : [];
}

/** Plugins that AWS HealthOmics has, in the version that it has. */
function plugins(read: ReadConfig, replace: { start: number; end: number }): readonly CompletionCandidate[] {
  const { version } = versionOf(read.exports, undefined);
  return NEXTFLOW_PLUGINS.rows
    .filter(({ engine }) => engine === version)
    .map(({ id, version: own }) => ({
      label: `${id}@${own}`,
      kind: 'value',
      documentation: `AWS HealthOmics has this version with Nextflow ${version}.`,
      replace,
      insert: `${id}@${own}`,
    }));
}

function versions(replace: { start: number; end: number }): readonly CompletionCandidate[] {
  return NEXTFLOW_PREFERENCE.map((version, rank) => ({
    label: version,
    kind: 'value',
    documentation: 'AWS HealthOmics runs this version when it is asked for by itself.',
    insert: version,
    replace,
    rank,
  }));
}
