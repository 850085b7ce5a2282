import { strict as assert } from 'node:assert';
import { STANDARD_FUNCTIONS } from '@omics-lens/server/languages/wdl/stdlib/index.ts';
import { KEYWORD_DOCS } from '@omics-lens/server/languages/wdl/facts/words.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';

function describeAt(fixture: string): string | undefined {
  const project = wdlProject(fixture);
  const { cursor } = project.fixture;
  assert.ok(cursor, 'The fixture has a cursor.');
  return project.main.analysis.describe(cursor.offset)?.markdown;
}

function check(fixture: string, expected: RegExp): void {
  assert.match(describeAt(fixture) ?? '', expected);
}

describe('WDL hover on what has no declaration', () => {
  it('explains functions', () =>
    check('version 1.1\nworkflow w { Int a = cei<|>l(1.5) }\n', /ceil\(number: Float\) -> Int/));
  it('explains types', () => check('version 1.1\nworkflow w { Fil<|>e a = "x" }\n', /s3:\/\//));
  it('explains attributes', () =>
    check('version 1.1\ntask t { command <<< >>> runtime { pree<|>mptible: 1 } }\n', /error of the service/));
  it('explains keywords', () =>
    check('version 1.1\nworkflow w { scat<|>ter (i in [1]) { } }\n', /each element/));
  it('explains placeholder options', () =>
    check('version 1.1\ntask t { input { Array[Int] a } command <<< ~{se<|>p=" " a} >>> }\n', /Joins/));
  it('explains keys of meta sections', () => {
    check('version 1.1\ntask t { meta { vola<|>tile: true } command <<< >>> }\n', /run cache/);
    const elsewhere = 'version 1.1\ntask t { parameter_meta { vola<|>tile: "x" } command <<< >>> }\n';
    assert.equal(describeAt(elsewhere), undefined);
  });
  it('lists what an import brings', () =>
    check(
      'version 1.1\nimport "li<|>b.wdl" as lib\n//- /lib.wdl\nversion 1.1\ntask far { command <<< >>> }\n',
      /task `lib.far`/,
    ));
  it('says nothing about names', () =>
    assert.equal(describeAt('version 1.1\nworkflow w { Int abc<|> = 1 }\n'), undefined));
  it('has words for every keyword that starts something', () => {
    for (const word of [
      'task',
      'workflow',
      'call',
      'scatter',
      'if',
      'input',
      'output',
      'command',
      'runtime',
      'import',
    ]) {
      assert.ok(KEYWORD_DOCS.has(word), word);
    }
  });
});

describe('WDL signature help', () => {
  function signature(fixture: string): string {
    const project = wdlProject(fixture);
    const { cursor } = project.fixture;
    assert.ok(cursor, 'The fixture has a cursor.');
    const found = project.main.analysis.signature?.(cursor.offset);
    return found === undefined ? 'none' : `${found.label} @ ${found.parameters[found.active]?.label ?? '-'}`;
  }

  it('shows the parameter at the cursor', () => {
    assert.equal(
      signature('version 1.1\nworkflow w { String s = sub("a", <|>) }\n'),
      'sub(input: String, pattern: String, replace: String) -> String @ pattern: String',
    );
  });

  it('shows the innermost function', () => {
    assert.match(
      signature('version 1.1\nworkflow w { String s = sub("a", basename(<|>), "") }\n'),
      /^basename\(.* @ path: File$/,
    );
  });

  it('shows the inputs of a call', () => {
    assert.equal(
      signature(
        'version 1.1\ntask t { input { Int n = 1  File f } command <<< >>> }\nworkflow w { call t { input: f = <|> } }\n',
      ),
      't(File f, Int n) @ File f',
    );
  });

  it('is silent elsewhere', () => {
    assert.equal(signature('version 1.1\nworkflow w { Int a = <|>1 }\n'), 'none');
  });
});

describe('the standard library', () => {
  it('has a description and a readable signature for every function', () => {
    for (const found of STANDARD_FUNCTIONS.values()) {
      assert.ok(found.doc.endsWith('.'), found.name);
      assert.ok(found.signatures.length > 0, found.name);
      for (const { label, parameters } of found.signatures) {
        assert.ok(label.startsWith(`${found.name}(`), label);
        for (const { name } of parameters) assert.match(name, /^[a-z]+$/, label);
      }
    }
  });

  it('has the functions that the specifications list', () => {
    const names = [
      ...[
        'floor',
        'ceil',
        'round',
        'min',
        'max',
        'find',
        'matches',
        'sub',
        'split',
        'basename',
        'join_paths',
        'glob',
      ],
      ...['size', 'stdout', 'stderr', 'read_string', 'read_int', 'read_float', 'read_boolean', 'read_lines'],
      ...[
        'write_lines',
        'read_tsv',
        'write_tsv',
        'read_map',
        'write_map',
        'read_json',
        'write_json',
        'read_object',
      ],
      ...[
        'read_objects',
        'write_object',
        'write_objects',
        'prefix',
        'suffix',
        'quote',
        'squote',
        'sep',
        'as_pairs',
      ],
      ...[
        'as_map',
        'keys',
        'contains_key',
        'values',
        'collect_by_key',
        'defined',
        'length',
        'range',
        'transpose',
      ],
      ...['cross', 'zip', 'unzip', 'contains', 'chunk', 'flatten', 'select_first', 'select_all', 'value'],
    ];
    assert.deepEqual([...STANDARD_FUNCTIONS.keys()].sort(), names.sort());
  });
});
