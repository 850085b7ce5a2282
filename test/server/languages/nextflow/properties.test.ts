import assert from 'node:assert/strict';
import type { Analysis, AnalyzeContext, Language } from '@omics-lens/server/languages/language.ts';
import { nextflow, nextflowConfig } from '@omics-lens/server/languages/nextflow/index.ts';

const SCRIPT = `
nextflow.enable.dsl = 2
include { ALIGN as MAP; SORT } from './modules/align'
params.reads = 'x'
def helper(a, b = 1) { def c = a + b; return c }
process QC {
  label 'small'
  cpus { 2 * task.attempt }
  publishDir "\${params.outdir}/qc", mode: 'copy', saveAs: { it == 'x' ? null : it }
  input:
  tuple val(meta), path(reads, stageAs: 'in/*')
  output:
  tuple val(meta), path("*.html"), emit: html, optional: true
  when: task.ext.when == null || task.ext.when
  script:
  def args = task.ext.args ?: ''
  """
  qc \${args} -t \${task.cpus} \${reads} > \\$OUT
  """
}
workflow SUB {
  take: reads
  main:
  QC(reads)
  QC.out.html.map { meta, html -> [meta.id, html] }.set { ch_html }
  emit: html = ch_html
}
workflow {
  ch = channel.fromPath(params.reads) | map { [[id: it.name], it] }
  SUB(ch)
  if (params.map) { MAP(ch, SUB.out.html) }
}
`;

const CONFIG = `
manifest { name = 'x'; nextflowVersion = '!>=23.04.0' }
includeConfig 'conf/base.config'
params { reads = null // the reads
  group { a = 1 } }
process {
  cpus = { check_max(4 * task.attempt, 'cpus') }
  withName: '.*:QC|MAP' { ext.args = { "-x \${params.reads}" } }
  withLabel: small { memory = 4.GB }
}
profiles { test { params.reads = 'y' } }
if (params.reads) { docker.enabled = true } else { process.cpus = 1 }
plugins { id 'nf-schema@2.3.0' }
`;

const CONTEXT: AnalyzeContext<never> = {
  uri: 'file:///project/main.nf',
  settings: { target: 'healthomics', region: undefined },
  imported: () => ({ kind: 'missing', uri: undefined, reason: 'there are no files here' }),
};

function analyzed(language: Language, text: string): Analysis {
  return language.analyze(language.parse(text), CONTEXT);
}

function checkAnalysis({ occurrences, outline, callables, problems }: Analysis, length: number) {
  let end = 0;
  for (const { span } of occurrences) {
    assert.ok(
      span.start >= end && span.end >= span.start && span.end <= length,
      `occurrence ${span.start}–${span.end}`,
    );
    end = span.end;
  }
  for (const { span, code } of problems)
    assert.ok(span.start >= 0 && span.end <= length && span.start <= span.end, code);
  assert.ok(outline.every(({ span, nameSpan }) => span.start <= nameSpan.start && nameSpan.end <= span.end));
  assert.equal(new Set(callables.map(({ id }) => id)).size, callables.length, 'ids of callables differ');
}

describe('the analysis of Nextflow', () => {
  for (const [what, language, text] of [
    ['a script', nextflow as Language, SCRIPT],
    ['a configuration', nextflowConfig as Language, CONFIG],
  ] as const) {
    it(`of many a beginning of ${what} throws nothing and has its spans in order`, () => {
      for (let end = 0; end <= text.length; end += 8) {
        const analysis = analyzed(language, text.slice(0, end));
        checkAnalysis(analysis, end);
        analysis.completions(end);
        analysis.describe(Math.max(0, end - 1));
        analysis.signature?.(end);
      }
    });
    it(`of ${what} without one line throws nothing`, () => {
      const lines = text.split('\n');
      for (const [i] of lines.entries()) {
        const shorter = lines.filter((_, at) => at !== i).join('\n');
        checkAnalysis(analyzed(language, shorter), shorter.length);
      }
    });
    it(`of ${what} is the same twice`, () => {
      const [first, second] = [analyzed(language, text), analyzed(language, text)];
      assert.equal(first.fingerprint, second.fingerprint);
      assert.deepEqual(first.occurrences, second.occurrences);
    });
  }

  it('tells importers the same when nothing but places changed', () => {
    for (const [language, text] of [
      [nextflow as Language, SCRIPT],
      [nextflowConfig as Language, CONFIG],
    ] as const) {
      const moved = `\n\n// moved\n${text}`;
      assert.equal(analyzed(language, moved).fingerprint, analyzed(language, text).fingerprint);
    }
  });
});
