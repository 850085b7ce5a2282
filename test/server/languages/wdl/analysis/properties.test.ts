import { strict as assert } from 'node:assert';
import type { OutlineItem } from '@omics-lens/server/model/index.ts';
import type { WdlFile } from '../../../../support/wdl-project.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';

const TEXT = `version 1.1
## What the document is for.
import "lib.wdl" as lib alias Sample as LabSample
struct Sample { String name  Array[File]+ bams  Pair[Int, Map[String, Float]]? more }
task align {
  meta { description: "Aligns." outputs: { bam: "Sorted" } }
  parameter_meta { sample: { help: "One sample" } threads: "CPUs" }
  input { Sample sample  Int threads = 2 * 4  Boolean quick = false  String? note }
  Int memory = 2 * threads
  command <<<
    bwa -t ~{threads} ~{true="-q" false="" quick} ~{sep=" " sample.bams} ~{"--note '" + note + "'"} # ~{default="x" note}
  >>>
  output { File bam = "~{sample.name}.bam"  Array[String] lines = read_lines(stdout()) }
  runtime { container: "a:1" cpu: threads memory: "~{memory} GiB" }
}
workflow w {
  input { Array[Sample] samples  Boolean extra }
  scatter (s in samples) {
    call align { input: sample = s, note = if extra then "x" else s.name }
    if (extra && defined(s.more)) {
      call align as again after align { input: sample = Sample { name: "a", bams: s.bams } }
      Float f = select_first([s.more]).right["k"] ** 2
    }
  }
  call lib.gather { input: bams = flatten([align.bam, select_all(again.bam)]), n = length(samples) }
  output { File all = gather.out  Array[Float?] fs = f }
}
`;

const LIB = `
//- /lib.wdl
version 1.1
struct Sample { Int id }
task gather { input { Array[File] bams  Int n } command <<< >>> output { File out = "x" } }
`;

function checkSane(file: WdlFile, where: string): void {
  const { analysis, problems, text } = file;
  let last = 0;
  for (const { span } of analysis.occurrences) {
    assert.ok(last <= span.start && span.start <= span.end && span.end <= text.length, where);
    last = span.end;
  }
  for (const { span } of problems) {
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, where);
  }
  checkNested(analysis.outline, 0, text.length, where);
}

function checkNested(items: readonly OutlineItem[], start: number, end: number, where: string): void {
  for (const item of items) {
    assert.ok(start <= item.span.start && item.span.end <= end, `${where}: ${item.name}`);
    assert.ok(
      item.span.start <= item.nameSpan.start && item.nameSpan.end <= item.span.end,
      `${where}: ${item.name}`,
    );
    checkNested(item.children, item.span.start, item.span.end, where);
  }
}

describe('the analysis of any WDL text', () => {
  it('is without findings on a document that is right, but for the one that it has', () => {
    const { main } = wdlProject(TEXT + LIB);
    assert.deepEqual(
      main.problems.filter(({ severity }) => severity !== 'hint').map(({ code }) => code),
      ['version-gate'],
    );
  });

  it('answers at the end of every prefix', () => {
    for (let end = 0; end <= TEXT.length; end++) {
      const { main } = wdlProject(TEXT.slice(0, end) + LIB);
      checkSane(main, `prefix ${end}`);
      main.analysis.completions(end);
      main.analysis.describe(end);
      main.analysis.signature?.(end);
    }
  });

  it('answers when any stretch is missing', () => {
    for (let start = 0; start < TEXT.length; start += 13) {
      for (const length of [3, 60]) {
        const { main } = wdlProject(TEXT.slice(0, start) + TEXT.slice(start + length) + LIB);
        checkSane(main, `without ${start}–${start + length}`);
        main.analysis.completions(start);
      }
    }
  });
});
