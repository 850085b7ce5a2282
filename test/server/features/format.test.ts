import assert from 'node:assert/strict';
import { formatDocument, formatOnType, formatRange } from '@omics-lens/server/features/format.ts';
import type { TextEdit } from '@omics-lens/server/text/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent } from '../../support/fixture.ts';
import { openFixture } from '../../support/open-fixture.ts';

const OPTIONS = { indent: '    ', lineWidth: 90 };

/** `old|new` of every edit, with the marks of line breaks shown. */
function render(text: string, edits: readonly TextEdit[]): readonly string[] {
  const show = (part: string) => part.replaceAll('\n', '↵').replaceAll(' ', '·');
  return edits.map(({ span, newText }) => `${show(text.slice(span.start, span.end))}|${show(newText)}`);
}

/** The text after the range marked `sel` is laid out. */
async function checkRange(fixture: string, expected: string): Promise<void> {
  const { file, fixture: parsed } = await openFixture(fixture);
  const range = parsed.ranges.find(({ name }) => name === 'sel') ?? assert.fail();
  assert.equal(applyEdits(file.text, formatRange(file, range.span, OPTIONS)), dedent(expected));
}

/** The text after the character before the cursor was typed. */
async function checkTyped(fixture: string, expected: string): Promise<void> {
  const { file, offset } = await openFixture(fixture);
  const lastTyped =
    file.text.slice(0, offset).trimEnd().length === offset ? file.text.charAt(offset - 1) : '\n';
  assert.equal(applyEdits(file.text, formatOnType(file, offset, lastTyped, OPTIONS)), dedent(expected));
}

describe('formatting a file', () => {
  it('edits no more than the blanks that differ', async () => {
    const { file } = await openFixture(`
      version 1.0
      workflow w {
        Int x=1

        call a { input:
          y = x }   
      }
    `);
    assert.deepEqual(render(file.text, formatDocument(file, OPTIONS)), [
      '|↵',
      '|··',
      '|·',
      '|·',
      '|··',
      '|↵·······',
      '|········',
      '|,↵···',
      '···|',
    ]);
  });

  it('gives nothing for a file that is laid out, and for JSON', async () => {
    const wdl = await openFixture('version 1.0\n\nworkflow w {}\n');
    assert.deepEqual(formatDocument(wdl.file, OPTIONS), []);
    const json = await openFixture('//- /main.params.json\n{  "w.x":1}\n');
    assert.deepEqual(formatDocument(json.file, OPTIONS), []);
  });
});

describe('formatting a range', () => {
  it('changes the lines that it touches', () =>
    checkRange(
      `
      version 1.0
      workflow w {
        Int a=1
        Int <|sel:b=1
        In|>t c=1
        Int d=1
      }
      `,
      `
      version 1.0
      workflow w {
        Int a=1
          Int b = 1
          Int c = 1
        Int d=1
      }
      `,
    ));

  it('leaves the line at whose beginning it ends', () =>
    checkRange(
      'version 1.0\nworkflow w {\n<|sel:  Int a=1\n|>  Int b=1\n}\n',
      'version 1.0\nworkflow w {\n    Int a = 1\n  Int b=1\n}\n',
    ));
});

describe('formatting on type', () => {
  it('lays out the block that a brace closes', () =>
    checkTyped(
      `
      version 1.0
      workflow w {
        Int a=1
        if(a>0){
          Int b=1
          call c{input:x=b}
        }<|>
        Int d=1
      }
      `,
      `
      version 1.0
      workflow w {
        Int a=1
          if (a > 0) {
              Int b = 1
              call c { input: x = b }
          }
        Int d=1
      }
      `,
    ));

  it('leaves braces of commands and strings alone', async () => {
    for (const text of [
      'version 1.0\ntask t {\n  command <<<\n  a  { b; }<|>\n  >>>\n}\n',
      'version 1.0\nworkflow w {\n  String x  = "{}<|>"\n}\n',
    ]) {
      await checkTyped(text, text.replace('<|>', ''));
    }
  });

  it('lays out the line that a line break ends, and not the one with the cursor', () =>
    checkTyped(
      `
      version 1.0
      workflow w {
        Int a=1
        Int  b=[1,2]
          <|>
      }
      `,
      `
      version 1.0
      workflow w {
        Int a=1
          Int b = [1, 2]
          
      }
      `,
    ));

  it('leaves a line that is not complete', async () => {
    for (const line of ['Int  x=', 'call  a  {', 'f(a,', 'String  x="']) {
      const text = `version 1.0\nworkflow w {\n  ${line}\n  <|>\n}\n`;
      await checkTyped(text, text.replace('<|>', ''));
    }
  });
});
