import assert from 'node:assert/strict';
import { prepareRename, rename } from '@omics-lens/server/features/rename.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent } from '../../support/fixture.ts';
import { openFixture, renderEdits } from '../../support/open-fixture.ts';

async function check(fixture: string, newName: string, expected: string) {
  const { workspace, file, offset } = await openFixture(fixture);
  const edits = rename(file, offset, newName, workspace);
  assert.equal('refused' in edits ? edits.refused : renderEdits(workspace, edits), dedent(expected));
}

async function checkPrepared(fixture: string, expected: string) {
  const { workspace, file, offset } = await openFixture(fixture);
  const target = prepareRename(file, offset, workspace);
  if ('refused' in target) {
    assert.equal(target.refused, expected);
    return;
  }
  const { start, end } = target.span;
  assert.equal(`${file.text.slice(0, start)}[${target.name}]${file.text.slice(end)}`, expected);
}

describe('rename', () => {
  it('changes a task in all files, and keeps its alias', async () => {
    await check(
      `
      //- /main.wdl
      version 1.1
      import "lib.wdl"
      workflow W {
        call lib.al<|>ign
        call lib.align as align_again
      }
      //- /lib.wdl
      version 1.1
      task align {
        command <<< >>>
      }
      `,
      'map_reads',
      `
      //- /lib.wdl
      version 1.1
      task map_reads {
        command <<< >>>
      }

      //- /main.wdl
      version 1.1
      import "lib.wdl"
      workflow W {
        call lib.map_reads
        call lib.align as align_again
      }
      `.replace('call lib.align as', 'call lib.map_reads as'),
    );
  });

  it('changes an input in calls, placeholders and parameter files', async () => {
    await check(
      `
      //- /main.wdl
      version 1.1
      task t {
        input {
          File rea<|>ds
        }
        command <<< cat ~{reads} >>>
      }
      workflow W {
        input {
          File reads
        }
        call t { input: reads = reads }
      }
      `,
      'fastq',
      `
      //- /main.wdl
      version 1.1
      task t {
        input {
          File fastq
        }
        command <<< cat ~{fastq} >>>
      }
      workflow W {
        input {
          File reads
        }
        call t { input: fastq = reads }
      }
      `,
    );
    await check(
      `
      //- /main.wdl
      version 1.1
      workflow W {
        input {
          File rea<|>ds
        }
      }
      //- /params.json
      {"reads": "s3://b/reads"}
      //- /w.inputs.json
      {"W.reads": "s3://b/reads"}
      `,
      'fastq',
      `
      //- /main.wdl
      version 1.1
      workflow W {
        input {
          File fastq
        }
      }

      //- /params.json
      {"fastq": "s3://b/reads"}

      //- /w.inputs.json
      {"W.fastq": "s3://b/reads"}
      `,
    );
  });

  it('spells out a call input that is written short', async () => {
    const fixture = (task: string, call: string) =>
      `version 1.1\ntask t {\n  input {\n    Int ${task}\n  }\n  command <<< >>>\n}\nworkflow W {\n  input {\n    Int n\n  }\n  call t { input: ${call} }\n}\n`;
    await check(fixture('n<|>', 'n'), 'count', `//- /main.wdl\n${fixture('count', 'count = n')}`);
    await check(
      fixture('n', 'n<|>'),
      'count',
      `//- /main.wdl\n${fixture('n', 'n = count').replace('Int n\n  }\n  call', 'Int count\n  }\n  call')}`,
    );
  });

  it('there and back gives the same text', async () => {
    const fixture =
      'version 1.1\ntask t {\n  input {\n    Int a\n  }\n  Int b = a<|> + a\n  command <<< ~{a} ~{b} >>>\n}\n';
    const first = await openFixture(fixture);
    const there = rename(first.file, first.offset, 'other', first.workspace);
    assert.ok(!('refused' in there));
    const changed = applyEdits(first.file.text, there.get(first.file.uri) ?? []);
    const second = await openFixture(changed);
    const back = rename(second.file, changed.indexOf('other'), 'a', second.workspace);
    assert.ok(!('refused' in back));
    assert.equal(applyEdits(changed, back.get(second.file.uri) ?? []), first.file.text);
  });

  it('is refused where the name is taken, reserved or no name', async () => {
    const fixture = 'version 1.1\ntask t {\n  input {\n    Int a<|>\n    Int b\n  }\n  command <<< >>>\n}\n';
    await check(
      fixture,
      'b',
      "There already is a 'b' here, declared on line 5 of 'main.wdl'. Choose another name.",
    );
    await check(fixture, 'task', "'task' cannot be a name: it means something else in the language.");
    await check(
      fixture,
      'a-b',
      "'a-b' is not a name: it has to start with a letter and hold only letters, digits and underscores.",
    );
    await check(fixture, 'a', '');
  });
});

describe('prepare rename', () => {
  it('selects the name, inside a key without its quotes and what stands before it', async () => {
    const wdl = '\n//- /main.wdl\nversion 1.1\nworkflow W {\n  input {\n    File reads\n  }\n}\n';
    await checkPrepared(`//- /params.json\n{"W.re<|>ads": 1}${wdl}`, '{"W.[reads]": 1}\n');
    await checkPrepared(`//- /params.json\n{"re<|>ads": 1}${wdl}`, '{"[reads]": 1}\n');
  });
  it('is refused where there is no name of ours', async () => {
    await checkPrepared('version 1.1\n<|>\n', 'There is no name here that could be renamed.');
    await checkPrepared(
      'version 1.1\ntask t {\n  Int a = len<|>gth([1])\n  command <<< >>>\n}\n',
      'There is no name here that could be renamed.',
    );
  });
});
