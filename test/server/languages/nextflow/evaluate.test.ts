import assert from 'node:assert/strict';
import { compile } from '@omics-lens/server/languages/nextflow/lower/compile.ts';
import { evaluate } from '@omics-lens/server/languages/nextflow/lower/evaluate.ts';
import type { Formula } from '@omics-lens/server/languages/nextflow/lower/formula.ts';
import { modelConstant } from '@omics-lens/server/languages/nextflow/lower/values.ts';
import { parseConfig } from '@omics-lens/server/languages/nextflow/syntax/parser.ts';

function formulaOf(expression: string): Formula {
  const { tree } = parseConfig(`x = ${expression}`);
  const [item] = tree.root.items;
  assert.ok(item?.kind === 'configAssignment', expression);
  return compile(tree.text, item.value);
}

const PARAMS: ReadonlyMap<string, string> = new Map([
  ['max_memory', "'128.GB'"],
  ['max_cpus', '16'],
  ['max_time', "'240.h'"],
  ['big', 'true'],
  ['genome', "'GRCh38'"],
  ['genomes', "[GRCh38: [fasta: 's3://x/38.fa'], GRCh37: [fasta: 's3://x/37.fa']]"],
  ['loop', 'params.loop'],
  ['opaque', "System.getenv('X')"],
]);

const AROUND = {
  param: (name: string) => {
    const text = PARAMS.get(name);
    return text === undefined ? undefined : formulaOf(text);
  },
  task: (name: string) => (name === 'cpus' ? formulaOf('4') : undefined),
};

/** The value, with `~` in front where it holds only as long as parameters keep their defaults. */
function valueOf(expression: string): string {
  const found = evaluate(formulaOf(expression), AROUND);
  if (found === undefined) return 'unknown';
  const constant = modelConstant(found.value);
  return (
    (found.assumed ? '~' : '') + (constant === undefined ? JSON.stringify(found.value) : String(constant))
  );
}

describe('what expressions come to', () => {
  for (const [expression, expected] of [
    ['8', '8'],
    ["'8 GB'", '8 GB'],
    ['8.GB', '8 GiB'],
    ['1.5.GB', '1.5 GiB'],
    ['512.MB * 2', '1 GiB'],
    ['{ 8.GB * task.attempt }', '8 GiB'],
    ['{ 2.GB * task.cpus }', '8 GiB'],
    ['{ check_max( 200.GB * task.attempt, "memory" ) }', '~128 GiB'],
    ['{ check_max( 6.GB, "memory" ) }', '~6 GiB'],
    ['{ check_max( 64, "cpus" ) }', '~16'],
    ['{ check_max( 4.h * task.attempt, "time" ) }', '~4h'],
    ['{ params.big ? 16.GB : 4.GB }', '~16 GiB'],
    ['{ task.attempt > 1 ? 16.GB : 4.GB }', '4 GiB'],
    ['{ task.attempt <= 2 ? 4.h : 8.h }', '4h'],
    ['2.h + 30.m', '2h 30m'],
    ["'4 GB' as nextflow.util.MemoryUnit", '4 GiB'],
    ["new nextflow.util.MemoryUnit('4 GB')", '4 GiB'],
    ['(16.GB).toGiga()', '16'],
    ['Math.min(8, params.max_cpus)', '~8'],
    ['[1, 2, 3].max()', '3'],
    ['"${params.genome}.fa"', '~GRCh38.fa'],
    ['params.genomes[params.genome].fasta', '~s3://x/38.fa'],
    ["params.genomes['GRCh37'].fasta", '~s3://x/37.fa'],
    ["params.genome ?: 'none'", '~GRCh38'],
    ["null ?: 'none'", 'none'],
    ["workflow.containerEngine == 'singularity' ? 'a.sif' : 'b:1'", 'b:1'],
    ["workflow.containerEngine == 'singularity' && !task.ext.pull ? 'a.sif' : 'b:1'", 'b:1'],
    ["workflow.containerEngine in ['singularity', 'apptainer'] ? 'a.sif' : 'b:1'", 'b:1'],
    ["{ task.exitStatus in [137, 140] ? 'retry' : 'finish' }", 'unknown'],
    ["{ task.exitStatus == 1 ? 'same' : 'same' }", 'same'],
    ['{ def m = 4.GB; return m * 2 }', '8 GiB'],
    ["{ if (params.big) { 'x' } else { 'y' } }", '~x'],
    ['params.loop', 'unknown'],
    ['params.opaque', 'unknown'],
    ['params.nowhere', 'unknown'],
    ['{ reads.size() * 2 }', 'unknown'],
    ['{ x -> x }', 'unknown'],
    ['7 / 2', '3.5'],
    ['1_000', '1000'],
    ['-1', '-1'],
    ['"a" + 1', 'a1'],
    ['[a: 1] + [b: 2]', '{"entries":{"a":1,"b":2}}'],
  ] as const) {
    it(`${expression} is ${expected}`, () => {
      assert.equal(valueOf(expression), expected);
    });
  }
});
