import type { Span } from '../../../text/index.ts';
import { spanOf } from '../words.ts';
import type { ScriptContext } from './context.ts';
import { wordsAt } from './context.ts';
import type { NextflowFinding } from './finding.ts';

export const outputBlockVersion: NextflowFinding = {
  code: 'output-block-version',
  severity: 'error',
  target: 'healthomics',
  summary: 'The outputs of a workflow are written in a way that the version of Nextflow does not have.',
  why: '`output { … }` and `publish:` of a workflow came with Nextflow 25.10; in 24.10 they were a preview, which AWS HealthOmics does not promise to run. Ask for 25.10.0 with `manifest.nextflowVersion`, or use `publishDir`.',
  bad: "workflow {\n  main:\n  ALIGN(params.reads)\n  publish:\n  bam = ALIGN.out\n}\noutput {\n  bam { path '.' }\n}\n// and no manifest.nextflowVersion",
  script(context) {
    const { script, version } = context;
    if (version.line === '25.10' || script.isPart || version.how === 'refused') return [];
    const span = placeOf(context);
    if (span === undefined) return [];
    const isPreview = version.line === '24.10' && /nextflow\.preview\.output\s*=\s*true/.test(script.text);
    return [
      {
        span,
        ...(isPreview ? { severity: 'warning' as const } : {}),
        message: `AWS HealthOmics runs this with Nextflow ${version.version}, which ${
          isPreview ? 'has outputs of workflows as a preview only' : 'has no outputs of workflows'
        }.`,
        note: "Ask for '25.10.0' in 'manifest.nextflowVersion' of 'nextflow.config', or publish with 'publishDir'.",
      },
    ];
  },
};

function placeOf(context: ScriptContext): Span | undefined {
  const [block] = context.nodes('output');
  if (block !== undefined) return spanOf(block.keyword);
  const label = context
    .nodes('workflow')
    .flatMap(({ sections }) => sections)
    .find((section) => wordsAt(context, section.label) === 'publish')?.label;
  return label === undefined ? undefined : spanOf(label);
}
