import type { Around, Description } from '../language.ts';
import { NEXTFLOW_PLUGINS } from '../../healthomics/index.ts';
import type { Span } from '../../text/index.ts';
import { touches } from '../../text/index.ts';
import { directiveDoc } from './complete/candidates.ts';
import { placeAt } from './complete/place.ts';
import type { ReadConfig } from './config/read.ts';
import type { WrittenSetting } from './config/reader.ts';
import { matchesName } from './config/select.ts';
import { CONFIG_OPTIONS, CONFIG_SCOPES, DIRECTIVES } from './data/index.ts';
import { valueWords } from './describe-words.ts';
import type { NextflowExports } from './exports.ts';
import { compile } from './lower/compile.ts';
import { valueOf } from './lower/resources.ts';
import { versionOf } from './scope/declare.ts';
import type { ConfigSelectorNode } from './syntax/ast.ts';
import { versionWords } from './version/engine-version.ts';
import { nameOf, nameSpan, spanOf } from './words.ts';

/** Words about what stands at the offset of a configuration. */
export function describeInConfig(
  read: ReadConfig,
  offset: number,
  around: Around | undefined,
): Description | undefined {
  for (const selector of read.selectors) {
    const head = {
      start: (selector.keyword ?? selector.selector ?? selector).start,
      end: (selector.selector ?? selector).end,
    };
    if (selector.selector !== undefined && touches(head, offset))
      return selectorWords(read, selector, around);
  }
  const setting = read.written.find(({ key, value, path }) => {
    const isVersion = path.join('.') === 'manifest.nextflowVersion' && value !== undefined;
    return touches(isVersion ? { start: key.start, end: value.end } : key, offset);
  });
  if (setting !== undefined) return settingWords(read, setting);
  const plugin = read.exports.plugins.find(({ at }) => at.uri === read.uri && touches(at.span, offset));
  if (plugin !== undefined)
    return { span: plugin.at.span, markdown: pluginWords(read, plugin.id, plugin.version) };
  return scopeWords(read, offset);
}

function settingWords(read: ReadConfig, setting: WrittenSetting): Description | undefined {
  const { path, key, value } = setting;
  const full = path.join('.');
  const span = spanOf(key);
  if (full === 'manifest.nextflowVersion') {
    const doc = CONFIG_OPTIONS.get(full)?.doc ?? '';
    return { span, markdown: `**${full}**: ${doc}\n\n${versionWords(versionOf(read.exports, undefined))}` };
  }
  if (path[0] === 'process') {
    const name = path.find((part, i) => i > 0 && !/^with(?:Name|Label):/.test(part)) ?? '';
    const directive = DIRECTIVES.get(name);
    if (directive === undefined) return undefined;
    const param = (one: string) => read.exports.params.get(one)?.formula;
    const source =
      value === undefined
        ? undefined
        : valueOf(
            {
              formula: compile(read.tree.text, value),
              text: read.tree.text.slice(value.start, value.end),
              at: { uri: read.uri, span: spanOf(value) },
            },
            { param, task: () => undefined },
          );
    const said = source === undefined || value?.kind !== 'closure' ? '' : `\n\n${valueWords(source)}.`;
    return { span, markdown: `**${name}**: ${directiveDoc(directive)}${said}` };
  }
  const option = CONFIG_OPTIONS.get(full);
  return option?.doc === undefined ? undefined : { span, markdown: `**${full}**: ${option.doc}` };
}

function scopeWords(read: ReadConfig, offset: number): Description | undefined {
  const place = placeAt(read.tree, offset);
  const block = place?.nodes.findLast((node) => node.kind === 'configBlock');
  if (block?.kind !== 'configBlock' || !touches(block.name, offset)) return undefined;
  const name = nameOf(read.tree.text, block.name) ?? '';
  const doc = CONFIG_SCOPES.get(name);
  return doc === undefined ? undefined : { span: nameSpan(block.name), markdown: `**${name}**: ${doc}` };
}

/** The processes that a selector means. */
function selectorWords(
  read: ReadConfig,
  node: ConfigSelectorNode,
  around: Around | undefined,
): Description | undefined {
  if (node.selector === undefined) return undefined;
  const whole = nameOf(read.tree.text, node.selector) ?? '';
  const keyword =
    node.keyword === undefined ? '' : read.tree.text.slice(node.keyword.start, node.keyword.end);
  const isLabel = (keyword === '' ? whole : keyword).startsWith('withLabel');
  const pattern = keyword === '' ? whole.replace(/^with(?:Name|Label):/, '') : whole;
  const span: Span = nameSpan(node.selector);
  if (isLabel)
    return {
      span,
      markdown: `Directives of all processes with the label \`${pattern}\`. A \`!\` in front means all others.`,
    };
  const names = new Set<string>();
  for (const { exports } of around?.readers?.() ?? []) {
    const script = exports as NextflowExports | undefined;
    if (script?.language !== 'nextflow') continue;
    for (const [name, component] of script.components) {
      if (component.kind === 'process' && matchesName(pattern, name)) names.add(name);
    }
  }
  const list = [...names].sort().map((name) => `\`${name}\``);
  const markdown =
    list.length === 0
      ? 'No process of the scripts that read this configuration has such a name.'
      : `Directives of ${list.join(', ')}.`;
  return { span, markdown };
}

function pluginWords(read: ReadConfig, id: string, wanted: string | undefined): string {
  const { version } = versionOf(read.exports, undefined);
  const there = NEXTFLOW_PLUGINS.rows.find((row) => row.engine === version && row.id === id);
  if (there === undefined)
    return `AWS HealthOmics has no plugin \`${id}\` with Nextflow ${version}, and fetches none during a run.`;
  const same = wanted === undefined || wanted === there.version;
  return same
    ? `AWS HealthOmics has \`${id}@${there.version}\` with Nextflow ${version}.`
    : `AWS HealthOmics has \`${id}@${there.version}\` with Nextflow ${version}, and uses it whatever stands here.`;
}
