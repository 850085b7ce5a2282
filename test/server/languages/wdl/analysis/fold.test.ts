import { strict as assert } from 'node:assert';
import { wdlProject } from '../../../../support/wdl-project.ts';

/** What the memory of a task is in every run, and what it is while the inputs keep their defaults. */
function check(declarations: string, memory: string, always: unknown, byDefault: unknown = always): void {
  const { main } = wdlProject(
    `version 1.1\ntask t {\n${declarations}\n  command <<< >>>\n  runtime { memory: ${memory} }\n}\n`,
  );
  const [task] = main.analysis.callables;
  const value = task?.resources?.memory;
  assert.deepEqual([value?.constant, value?.constant ?? value?.byDefault], [always, byDefault]);
}

describe('Values that are the same in every run', () => {
  it('are texts with numbers in them', () => {
    check('  Int gb = 4', '"~{gb} GiB"', '4 GiB');
    check('  Int gb = 4', 'gb + " GiB"', '4 GiB');
    check('  Int gb = 4', '"~{gb * 2 + 1} GB"', '9 GB');
    check('  Int base = 2\n  Int gb = base ** 3', '"${gb}G"', '8G');
  });

  it('are rounded as the functions say', () => {
    check('', '"~{ceil(3.2)} GB"', '4 GB');
    check('', '"~{floor(3.9) + round(0.5)} GB"', '4 GB');
    check('', '"~{max(4, 8)} GB"', '8 GB');
    check('', '"~{min(4, 8)} GB"', '4 GB');
  });

  it('are chosen by conditions that are known', () => {
    check('  Boolean large = true', 'if large && !false then "64 GB" else "8 GB"', '64 GB');
    check('  String size = "L"', 'if size == "S" then "8 GB" else "64 GB"', '64 GB');
    check('', 'if defined(None) then "8 GB" else "64 GB"', '64 GB');
  });

  it('are elements of arrays that are written out', () => {
    check('  Array[Int] sizes = [4, 8, 16]', '"~{sizes[1]} GB"', '8 GB');
    check('  Array[Int] sizes = [4, 8, 16]', '"~{length(sizes)} GB"', '3 GB');
    check('', 'sep(" ", ["4", "GB"])', '4 GB');
  });

  it('are not what a run may change', () => {
    check('  input { Int gb }', '"~{gb} GB"', undefined);
    check('  input { Int gb = 4 }', '"~{gb} GB"', undefined, '4 GB');
    check('  input { Int? gb }', '"~{select_first([gb, 8])} GB"', undefined, '8 GB');
    check('  input { Int? gb }\n  Int used = select_first([gb, 8])', '"~{used} GB"', undefined, '8 GB');
    check('  input { File bam }', '"~{ceil(size(bam, "GB"))} GB"', undefined);
  });

  it('have no value where the computation has none', () => {
    check('', '"~{1 / 0} GB"', undefined);
    check('  Int a = b\n  Int b = a', '"~{a} GB"', undefined);
  });

  it('read escapes, and leave those of regular expressions alone', () => {
    check('', String.raw`"4 GB"`, '4 GB');
    check('', String.raw`"a\.b\""`, String.raw`a\.b"`);
  });

  it('are regular expressions too', () => {
    const { main } = wdlProject(
      'version 1.1\nworkflow w {\n  input { String s }\n  String ending = "*.bam"\n  String t = sub(s, ending, "")\n}\n',
    );
    assert.deepEqual(
      main.problems
        .filter(({ code }) => code === 'invalid-pattern')
        .map(({ span }) => main.text.slice(span.start, span.end)),
      ['ending'],
    );
  });
});
