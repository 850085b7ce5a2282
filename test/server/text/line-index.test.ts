import assert from 'node:assert/strict';
import { LineIndex } from '@omics-lens/server/text/index.ts';

/** The lines as the index cuts them. */
function check(text: string, expected: readonly string[]) {
  const index = new LineIndex(text);
  const lines = Array.from({ length: index.lineCount }, (_, i) =>
    text.slice(index.lineStart(i), index.lineEnd(i)),
  );
  assert.deepEqual(lines, expected);
}

describe('LineIndex', () => {
  it('ends lines at every kind of line break', () => {
    check('', ['']);
    check('a', ['a']);
    check('a\n', ['a', '']);
    check('\n\nb', ['', '', 'b']);
    check('a\r\nb\r\n', ['a', 'b', '']);
    check('a\rb', ['a', 'b']);
    check('a\r\r\nb\n\rc', ['a', '', 'b', '', 'c']);
  });

  it('goes from offsets to positions and back', () => {
    for (const text of ['ab\ncd\n\ne', 'ab\rcd\r\re', '😀\nb']) {
      const index = new LineIndex(text);
      for (let offset = 0; offset <= text.length; offset++) {
        assert.equal(index.offsetAt(index.positionAt(offset)), offset);
      }
    }
  });

  it('clamps what lies outside', () => {
    const index = new LineIndex('ab\r\ncd');
    assert.deepEqual(index.positionAt(-1), { line: 0, character: 0 });
    assert.deepEqual(index.positionAt(99), { line: 1, character: 2 });
    assert.equal(index.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(index.offsetAt({ line: 9, character: 0 }), 6);
    assert.equal(index.offsetAt({ line: -1, character: 5 }), 0);
  });
});
