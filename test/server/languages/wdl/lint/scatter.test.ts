import { checkLint } from './check-lint.ts';

const TASK =
  'task t { input { String s } command <<<>>> output { Array[File] all = glob("*") File one = "x" } }';

/** What is said of the scatters of a workflow, carets under the lines. */
function check(body: string, expected: string): void {
  checkLint(
    'unbounded-scatter',
    `
    version 1.1
    ${TASK}
    workflow w {
      input { File list  Array[String] names  Array[String] lanes }
      ${body}
    }
    `,
    expected,
  );
}

const MESSAGE =
  'unbounded-scatter (hint): How many tasks this scatter starts is known only when the workflow runs.';

describe('WDL lints: scatters', () => {
  it('whose length a file says, also by way of a declaration', () => {
    check(
      'scatter (x in read_lines(list)) { call t { input: s = x } }',
      `
      scatter (x in read_lines(list)) { call t { input: s = x } }
                    ^^^^^^^^^^^^^^^^ ${MESSAGE}
      `,
    );
    check(
      `Array[Array[String]] rows = transpose(read_tsv(list))
      scatter (i in range(length(rows))) { if (true) { call t { input: s = rows[i][0] } } }`,
      `
      scatter (i in range(length(rows))) { if (true) { call t { input: s = rows[i][0] } } }
                    ^^^^^^^^^^^^^^^^^^^ ${MESSAGE}
      `,
    );
  });

  it('over what a task makes', () => {
    check(
      `call t as first { input: s = "x" }
      scatter (x in first.all) { call t { input: s = x } }`,
      `
      scatter (x in first.all) { call t { input: s = x } }
                    ^^^^^^^^^ ${MESSAGE}
      `,
    );
  });

  it('in one another, where nobody sees the product', () => {
    check(
      'scatter (x in names) { scatter (y in lanes) { call t { input: s = x + y } } }',
      `
      scatter (x in names) { scatter (y in lanes) { call t { input: s = x + y } } }
                                           ^^^^^ unbounded-scatter (hint): How many tasks these scatters start is the product of lengths that are not known before the run.
      `,
    );
    check('scatter (x in names) { scatter (y in [1, 2]) { call t { input: s = x + y } } }', '');
  });

  it('are not reported where whoever starts the run knows how long they are, or no task is called', () => {
    check('scatter (x in names) { call t { input: s = x } }', '');
    check('scatter (x in zip(names, lanes)) { call t { input: s = x.left } }', '');
    check(
      `scatter (x in names) { call t as first { input: s = x } }
      scatter (x in first.one) { call t { input: s = x } }`,
      '',
    );
    check('scatter (x in read_lines(list)) { String y = x }', '');
    check('Int n = 3\n  scatter (i in range(n)) { call t { input: s = "~{i}" } }', '');
  });
});
