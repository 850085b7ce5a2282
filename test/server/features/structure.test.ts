import assert from 'node:assert/strict';
import { documentLinks } from '@omics-lens/server/features/document-links.ts';
import { documentSymbols } from '@omics-lens/server/features/document-symbols.ts';
import { foldingRanges } from '@omics-lens/server/features/folding.ts';
import { selectionRanges } from '@omics-lens/server/features/selection-range.ts';
import { semanticTokens } from '@omics-lens/server/features/semantic-tokens.ts';
import { workspaceSymbols } from '@omics-lens/server/features/workspace-symbols.ts';
import type { OutlineItem } from '@omics-lens/server/model/index.ts';
import { contains } from '@omics-lens/server/text/index.ts';
import { openFixture, renderSpans } from '../../support/open-fixture.ts';

const FILE = `version 1.1
import "lib.wdl" as lib
import "other.wdl"
# What this is
# and why.
task t {
  input {
    # One comment
    Int n
  }
  command <<<
    echo ~{n}
  >>>
  output {
    String s = "x"
  }
}
# region calls
workflow W {
  call t { input:
    n = 1
  }
}
# endregion
//- /lib.wdl
version 1.1
struct Sample {
  String name
}
task align_reads {
  command <<< >>>
}
//- /other.wdl
version 1.1
`;

describe('folding', () => {
  it('folds blocks, comments, imports and regions, and leaves the closing line in sight', async () => {
    const { file } = await openFixture(FILE);
    const lines = file.text.split('\n');
    const shown = foldingRanges(file).map(
      ({ startLine, endLine, kind }) =>
        `${lines[startLine]?.trim()} … ${lines[endLine]?.trim()}${kind ? ` (${kind})` : ''}`,
    );
    assert.deepEqual(shown, [
      'import "lib.wdl" as lib … import "other.wdl" (imports)',
      '# What this is … # and why. (comment)',
      'task t { … }',
      'input { … Int n',
      'command <<< … echo ~{n}',
      'output { … String s = "x"',
      '# region calls … # endregion (region)',
      'workflow W { … }',
      'call t { input: … n = 1',
    ]);
  });
});

describe('folding has a case for every block', () => {
  const inTask = (text: string) => `version 1.3\ntask t {\n${text}\n}\n`;
  const inWorkflow = (text: string) => `version 1.3\nworkflow W {\n${text}\n}\n`;
  const BLOCKS: readonly (readonly [what: string, text: string])[] = [
    ['struct', 'version 1.3\n|struct S {\n  Int a\n}\n'],
    ['enum', 'version 1.3\n|enum E {\n  A,\n  B\n}\n'],
    ['task', 'version 1.3\n|task t {\n  Int a = 1\n}\n'],
    ['workflow', 'version 1.3\n|workflow W {\n  Int a = 1\n}\n'],
    ['input', inTask('|  input {\n    Int a\n  }')],
    ['output', inTask('|  output {\n    Int a = 1\n  }')],
    ['command in angles', inTask('|  command <<<\n    x\n  >>>')],
    ['command in braces', inTask('|  command {\n    x\n  }')],
    ['runtime', inTask('|  runtime {\n    cpu: 1\n  }')],
    ['requirements', inTask('|  requirements {\n    cpu: 1\n  }')],
    ['hints', inTask('|  hints {\n    a: 1\n  }')],
    ['meta', inTask('|  meta {\n    a: 1\n  }')],
    ['parameter_meta', inTask('|  parameter_meta {\n    a: 1\n  }')],
    ['an object in meta', inTask('  meta { a: 1\n|    b: {\n      c: 1\n    }\n  }')],
    ['call', inWorkflow('|  call t {\n    a = 1\n  }')],
    ['scatter', inWorkflow('|  scatter (x in xs) {\n    Int a = 1\n  }')],
    ['if', inWorkflow('|  if (a) {\n    Int b = 1\n  }')],
    ['else if', inWorkflow('  if (a) {\n|  } else if (b) {\n    Int c = 1\n  }')],
    ['else', inWorkflow('  if (a) {\n|  } else {\n    Int c = 1\n  }')],
    ['array', inWorkflow('|  Array[Int] a = [\n    1\n  ]')],
    ['map', inWorkflow('|  Map[Int, Int] a = {\n    1: 1\n  }')],
    ['object', inWorkflow('|  Object a = object {\n    b: 1\n  }')],
    ['struct literal', inWorkflow('|  S a = S {\n    b: 1\n  }')],
    ['pair', inWorkflow('|  Pair[Int, Int] a = (\n    1, 2\n  )')],
    ['group', inWorkflow('|  Int a = (\n    1 + 2\n  )')],
    ['arguments', inWorkflow('|  Int a = length(\n    b\n  )')],
    ['string', inWorkflow('|  String a = <<<\n    b\n  >>>')],
    ['placeholder', inTask('  command <<< x\n|    ~{\n      a\n    }\n  >>>')],
    ['imports', 'version 1.3\n|import "a.wdl"\nimport "b.wdl"\n'],
    ['comments', 'version 1.3\n|# a\n# b\n'],
  ];
  for (const [what, marked] of BLOCKS) {
    it(what, async () => {
      const start = marked.slice(0, marked.indexOf('|')).split('\n').length - 1;
      const { file } = await openFixture(marked.replace('|', ''));
      assert.ok(
        foldingRanges(file).some(({ startLine }) => startLine === start),
        JSON.stringify(foldingRanges(file)),
      );
    });
  }
});

describe('selection ranges', () => {
  it('grow from the word to the file', async () => {
    const { file, offset } = await openFixture(
      'version 1.1\nworkflow W {\n  Int abc = 1\n  Int x = (ab<|>c + 2) * 3\n}\n',
    );
    const ranges = selectionRanges(file, offset);
    const texts = ranges.map(({ start, end }) => file.text.slice(start, end));
    assert.deepEqual(texts.slice(0, 5), [
      'abc',
      'abc + 2',
      '(abc + 2)',
      '(abc + 2) * 3',
      'Int x = (abc + 2) * 3',
    ]);
    assert.equal(texts.at(-1), file.text);
    ranges.slice(1).forEach((range, i) => assert.ok(contains(range, ranges[i] ?? range)));
  });
  it('stop at each block on the way', async () => {
    const check = async (text: string, expected: readonly string[]) => {
      const { file, offset } = await openFixture(text);
      const texts = selectionRanges(file, offset).map(({ start, end }) => file.text.slice(start, end));
      assert.deepEqual(
        texts.map((one) => one.replace(/\s+/g, ' ').slice(0, 18)),
        expected,
      );
    };
    await check('version 1.1\ntask t {\n  command <<<\n    cat ~{sep(",", fi<|>les)}\n  >>>\n}\n', [
      'files',
      'sep(",", files)',
      '~{sep(",", files)}',
      'command <<< cat ~{',
      'task t { command <',
      'version 1.1 task t',
    ]);
    await check(
      'version 1.1\nworkflow W {\n  scatter (x in xs) {\n    call t { input: a = [x, y<|>] }\n  }\n}\n',
      [
        'y',
        '[x, y]',
        'a = [x, y]',
        'call t { input: a ',
        'scatter (x in xs) ',
        'workflow W { scatt',
        'version 1.1 workfl',
      ],
    );
  });
  it('exist at every offset', async () => {
    const { file } = await openFixture(FILE);
    for (let offset = 0; offset <= file.text.length; offset++) {
      const ranges = selectionRanges(file, offset);
      assert.ok(ranges.length > 0 && ranges.every(({ start, end }) => start <= offset && offset <= end));
    }
  });
});

describe('semantic tokens', () => {
  it('say of each name what it is', async () => {
    const { file, workspace } = await openFixture(FILE);
    const shown = semanticTokens(file, workspace).map(({ span, type, modifiers }) =>
      [file.text.slice(span.start, span.end), type, ...modifiers].join(' '),
    );
    assert.deepEqual(shown, [
      'lib namespace declaration',
      't function declaration',
      'n parameter declaration',
      'n parameter',
      's property declaration',
      'W class declaration',
      't function',
      'n parameter',
    ]);
  });
  it('are limited to a range on request', async () => {
    const opened = await openFixture(FILE);
    const within = { start: opened.file.text.indexOf('workflow'), end: opened.file.text.length };
    assert.equal(
      renderSpans(
        opened,
        semanticTokens(opened.file, opened.workspace, within).map(({ span }) => span),
      ),
      '/main.wdl:19\nworkflow W {\n         ^\n/main.wdl:20\n  call t { input:\n       ^\n/main.wdl:21\n    n = 1\n    ^',
    );
  });
});

describe('the outline', () => {
  it('nests what the file declares, every name inside its item', async () => {
    const { file } = await openFixture(FILE);
    const shown: string[] = [];
    const visit = (items: readonly OutlineItem[], depth: number) => {
      for (const item of items) {
        assert.ok(contains(item.span, item.nameSpan));
        shown.push(`${'  '.repeat(depth)}${item.kind} ${item.name}`);
        visit(item.children, depth + 1);
      }
    };
    visit(documentSymbols(file), 0);
    assert.deepEqual(
      shown.filter((line) => /^ {0,2}\S/.test(line)).filter((line) => !line.includes('section')),
      ['import lib', 'import other', 'task t', 'workflow W', '  call t'],
    );
  });
  it('has no item without a name, also while one is typed', async () => {
    const { file } = await openFixture('version 1.1\ntask {\n}\nworkflow  {\n  call\n}\n');
    assert.ok(documentSymbols(file).every(({ name }) => name.trim() !== ''));
  });
});

describe('document links', () => {
  it('lead from import paths to files', async () => {
    const { file } = await openFixture(FILE);
    assert.deepEqual(
      documentLinks(file).map(({ span, target }) => [file.text.slice(span.start, span.end), target]),
      [
        ['lib.wdl', 'file:///project/lib.wdl'],
        ['other.wdl', 'file:///project/other.wdl'],
      ],
    );
  });
});

describe('workspace symbols', () => {
  async function check(query: string, expected: readonly string[]) {
    const { workspace } = await openFixture(FILE);
    const files = (await workspace.files()).flatMap((uri) => workspace.known(uri) ?? []);
    assert.deepEqual(
      workspaceSymbols(query, files).map(({ name, kind, container }) => `${kind} ${name} in ${container}`),
      expected,
    );
  }
  it('match the way people type', async () => {
    await check('ar', ['task align_reads in lib.wdl']);
    await check('alre', ['task align_reads in lib.wdl']);
    await check('AR', ['task align_reads in lib.wdl']);
    await check('reads', ['task align_reads in lib.wdl']);
    await check('samp', ['struct Sample in lib.wdl']);
    await check('zzz', []);
  });
  it('list tasks, workflows and types before what lies in them', async () => {
    await check('', [
      'struct Sample in lib.wdl',
      'workflow W in main.wdl',
      'task align_reads in lib.wdl',
      'task t in main.wdl',
      'input n in main.wdl',
      'output s in main.wdl',
    ]);
  });
});
