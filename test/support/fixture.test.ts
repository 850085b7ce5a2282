import assert from 'node:assert/strict';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { applyAllFixes, mainText, parseFixture, renderProblems } from './fixture.ts';

describe('test fixtures', () => {
  it('takes the marks out and says where they stood', () => {
    const fixture = parseFixture('task <|name:a<|>|> {\n}\n');
    assert.equal(mainText(fixture), 'task a {\n}\n');
    assert.deepEqual(fixture.cursor, { path: '/main.wdl', offset: 6 });
    assert.deepEqual(fixture.ranges, [{ name: 'name', path: '/main.wdl', span: { start: 5, end: 6 } }]);
  });

  it('splits files and keeps the first as the main one', () => {
    const fixture = parseFixture(`
      //- /a.wdl
      import "b.wdl"
      //- /b.wdl
      version 1.0
        task
    `);
    assert.equal(fixture.main, '/a.wdl');
    assert.deepEqual(
      [...fixture.files],
      [
        ['/a.wdl', 'import "b.wdl"\n'],
        ['/b.wdl', 'version 1.0\n  task\n'],
      ],
    );
  });

  it('leaves a closing mark alone where no range is open', () => {
    assert.equal(mainText(parseFixture('a |> b')), 'a |> b');
  });

  it('refuses a fixture that says two things', () => {
    assert.throws(() => parseFixture('<|>a<|>'), /two cursors/);
    assert.throws(() => parseFixture('<|x:a'), /'x' is not closed/);
  });

  it('draws problems under their lines and applies their fixes', () => {
    const text = 'one two\n\tthree\nfour';
    const problem = (start: number, end: number, code: string): Problem => ({
      span: { start, end },
      severity: 'error',
      code,
      message: `${code} is wrong.`,
      fixes: [{ title: 'x', edits: [{ span: { start, end }, newText: '-' }] }],
    });
    const problems = [problem(9, 16, 'c'), problem(4, 7, 'b'), problem(0, 0, 'a')];
    assert.equal(
      renderProblems(text, problems),
      [
        'one two',
        '^ a (error): a is wrong.',
        '    ^^^ b (error): b is wrong.',
        '\tthree',
        '\t^^^^^… c (error): c is wrong.',
      ].join('\n'),
    );
    assert.equal(applyAllFixes(text, problems), '-one -\n\t-our');
  });
});
