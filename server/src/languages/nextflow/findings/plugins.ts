import { NEXTFLOW_PLUGINS } from '../../../healthomics/index.ts';
import type { Fix, Span } from '../../../text/index.ts';
import { contentSpan } from '../words.ts';
import type { ConfigContext } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';

/** Plugins of Nextflow's own, which run nothing that a run on AWS HealthOmics needs. */
const OF_OTHER_PLATFORMS: ReadonlySet<string> = new Set([
  ...['nf-amazon', 'nf-azure', 'nf-google', 'nf-k8s', 'nf-tower', 'nf-wave', 'nf-console', 'nf-codecommit'],
]);

export const pluginMissing: NextflowFinding = {
  code: 'plugin-missing',
  severity: 'warning',
  target: 'healthomics',
  summary: 'A plugin is not there with the version of Nextflow that runs the workflow.',
  why: 'Runs on AWS HealthOmics fetch no plugins: each version of Nextflow has a few, and 22.04 has none. What a workflow includes from another is not there, and the run ends.',
  bad: "plugins {\n  id 'nf-validation@1.1.3'\n}\nmanifest.nextflowVersion = '25.10.0'",
  good: "plugins {\n  id 'nf-schema@2.6.1'\n}\nmanifest.nextflowVersion = '25.10.0'",
  config: (context) =>
    ownPlugins(context).flatMap(({ id, at }) => missing(context.version.version, id, at.span)),
  script({ script, version }) {
    if (script.isPart || version.how === 'refused') return [];
    return script.includes.flatMap(({ node, target }) => {
      const id = /^plugin\/([\w-]+)/.exec(target ?? '')?.[1];
      if (id === undefined || node.source?.kind !== 'string') return [];
      return missing(version.version, id, contentSpan(node.source));
    });
  },
};

export const pluginVersion: NextflowFinding = {
  code: 'plugin-version',
  severity: 'information',
  target: 'healthomics',
  summary: 'AWS HealthOmics runs a plugin in another version than the one that is asked for.',
  why: 'It has one version of each plugin, and passes over the version in the configuration. A function or option that came later is not there.',
  bad: "id 'nf-schema@2.4.2'",
  good: "id 'nf-schema@2.6.1'",
  config: (context) =>
    ownPlugins(context).flatMap(({ id, version, at }): readonly Finding[] => {
      const there = pluginsOf(context.version.version).find((row) => row.id === id);
      if (version === undefined || there === undefined || version === there.version) return [];
      return [
        {
          span: at.span,
          message: `AWS HealthOmics runs '${id}' ${there.version} and not ${version}.`,
          note: `That is the version that Nextflow ${context.version.version} has there; the one in the configuration is passed over.`,
          fixes: changeVersion(context, at.span, `${id}@${version}`, `${id}@${there.version}`),
        },
      ];
    }),
};

function ownPlugins(context: ConfigContext) {
  const { read, uri, isMain, version } = context;
  if (!isMain || version.how === 'refused') return [];
  return read.exports.plugins.filter(({ at }) => at.uri === uri);
}

function pluginsOf(engine: string) {
  return NEXTFLOW_PLUGINS.rows.filter((row) => row.engine === engine);
}

function missing(engine: string, id: string, span: Span): readonly Finding[] {
  const here = pluginsOf(engine);
  if (here.some((row) => row.id === id)) return [];
  const names = here.map((row) => `${row.id} ${row.version}`).join(', ');
  const elsewhere = NEXTFLOW_PLUGINS.rows.filter((row) => row.id === id).map((row) => row.engine);
  const successor = id === 'nf-validation' && here.some((row) => row.id === 'nf-schema');
  return [
    {
      span,
      ...(OF_OTHER_PLATFORMS.has(id) ? { severity: 'information' as const } : {}),
      message:
        `Plugin '${id}' is not there with Nextflow ${engine} on AWS HealthOmics.` +
        (successor ? " 'nf-schema' took its place." : ''),
      note:
        `${names === '' ? 'That version has no plugins' : `There are ${names}`}, and runs fetch no others.` +
        (elsewhere.length === 0 ? '' : ` Nextflow ${elsewhere.join(' and ')} has it.`),
    },
  ];
}

function changeVersion({ text }: ConfigContext, span: Span, from: string, to: string): readonly Fix[] {
  const at = text.slice(span.start, span.end).indexOf(from);
  if (at < 0) return [];
  const start = span.start + at;
  return [
    {
      title: `Ask for '${to}'`,
      edits: [{ span: { start, end: start + from.length }, newText: to }],
      together: true,
    },
  ];
}
