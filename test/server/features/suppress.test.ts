import assert from 'node:assert/strict';
import { suppressActions } from '@omics-lens/server/features/suppress.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent } from '../../support/fixture.ts';
import { openFixture } from '../../support/open-fixture.ts';

/** The text after ignoring the first problem at the cursor, in which there is then one problem less. */
async function check(fixture: string, expected: string): Promise<void> {
  const { file, offset } = await openFixture(fixture);
  const [action] = suppressActions(file, { start: offset, end: offset });
  assert.ok(action, 'There is something to ignore.');
  const text = applyEdits(file.text, action.edits);
  assert.equal(text, dedent(expected));
  const [problem] = action.problems;
  const after = await openFixture(text);
  const count = (codes: readonly { readonly code: string }[]) =>
    codes.filter(({ code }) => code === problem?.code).length;
  assert.ok(count(after.file.problems) < count(file.problems), text);
  assert.deepEqual(
    after.file.problems.filter(({ code }) => code.startsWith('suppression-')),
    [],
  );
}

describe('ignoring a problem', () => {
  it('writes a comment above its line', async () => {
    await check(
      `
      version 1.1
      workflow w {
        Int a<|> = 1
        output { Int b = 2 }
      }
      `,
      `
      version 1.1
      workflow w {
        # omics-lens: ignore unused-declaration
        Int a = 1
        output { Int b = 2 }
      }
      `,
    );
  });

  it('adds to the comment that is there', async () => {
    await check(
      `
      version 1.1
      workflow w {
        # omics-lens: ignore unknown-name
        Int a<|> = c
        output { Int b = 2 }
      }
      `,
      `
      version 1.1
      workflow w {
        # omics-lens: ignore unknown-name, unused-declaration
        Int a = c
        output { Int b = 2 }
      }
      `,
    );
  });

  it('stays out of commands', async () => {
    await check(
      `
      version 1.1
      task t {
        command <<<
          echo
          pip<|> install x
        >>>
        runtime { container: "x" }
        output { Int a = 1 }
      }
      `,
      `
      version 1.1
      task t {
        # omics-lens: ignore inline-install
        command <<<
          echo
          pip install x
        >>>
        runtime { container: "x" }
        output { Int a = 1 }
      }
      `,
    );
  });

  it('keeps line ends', async () => {
    const { file, offset } = await openFixture('version 1.1\r\nworkflow w {\r\n\tInt a = <|>b\r\n}\r\n');
    const [action] = suppressActions(file, { start: offset, end: offset });
    assert.equal(
      applyEdits(file.text, action?.edits ?? []),
      'version 1.1\r\nworkflow w {\r\n\t# omics-lens: ignore unknown-name\r\n\tInt a = b\r\n}\r\n',
    );
  });

  it('is offered once for a code, and only where there are comments', async () => {
    const { file } = await openFixture('version 1.1\nworkflow w {\n  Int a = b + b + c\n}\n<|>');
    const titles = suppressActions(file, { start: 0, end: file.text.length }).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => title.includes('unknown-name')),
      ["Ignore 'unknown-name' here"],
    );
    const json = await openFixture(
      '//- /params.json\n{"x":<|> }\n//- /main.wdl\nversion 1.1\nworkflow w { }\n',
    );
    assert.notEqual(json.file.problems.length, 0);
    assert.deepEqual(suppressActions(json.file, { start: 0, end: 10 }), []);
  });
});
