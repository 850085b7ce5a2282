import { strict as assert } from 'node:assert';
import { readShell } from '@omics-lens/server/languages/wdl/lint/shell.ts';

/** What is left of the script; blanks that were something else are dots. */
function check(script: string, active: string, bare: string): void {
  const read = readShell(script);
  assert.equal(dots(script, read.active), active);
  assert.equal(dots(script, read.bare), bare);
}

function dots(script: string, kept: string): string {
  assert.equal(kept.length, script.length);
  return [...kept].map((character, i) => (script[i] === character ? character : '.')).join('');
}

describe('reading a shell script', () => {
  it('blanks single quotes, and double quotes for those who look for commands', () => {
    check(`a 'bc' "d$e" f`, `a '..' "d$e" f`, `a '..' "..." f`);
  });

  it('blanks comments, and nothing else with a number sign', () => {
    check('a #b\n${c#d} $#', 'a ..\n${c#d} $#', 'a ..\n${c#d} $#');
  });

  it('knows commands inside of quotes', () => {
    check('"a$(b "c")d" e', '"a$(b "c")d" e', '".... ....." e');
  });

  it('does not take escaped quotes for quotes', () => {
    check(`a \\" b \\' c`, `a \\" b \\' c`, `a \\" b \\' c`);
  });

  it('blanks here-documents: those with a quoted end for everybody', () => {
    check('cat <<EOF\n$a\nEOF\nb', 'cat <<EOF\n$a\nEOF\nb', 'cat <<EOF\n..\nEOF\nb');
    check("cat <<-'E'\n$a\n  E\nb", "cat <<-'E'\n..\n  E\nb", "cat <<-'E'\n..\n  E\nb");
    check('a <<<b\nc', 'a <<<b\nc', 'a <<<b\nc');
  });

  it('ends with what has no end', () => {
    check(`a 'b`, `a '.`, `a '.`);
    check('a "b', 'a "b', 'a "b');
    check('a <<E\nb', 'a <<E\nb', 'a <<E\n.');
    check('a $(b', 'a $(b', 'a $(b');
    check('a \\', 'a \\', 'a \\');
  });
});
