import assert from 'node:assert/strict';
import { hover } from '@omics-lens/server/features/hover.ts';
import { openFixture, renderSpans } from '../../support/open-fixture.ts';

async function check(fixture: string, expected: string) {
  const opened = await openFixture(fixture);
  const found = hover(opened.file, opened.offset, opened.workspace);
  const shown = found === undefined ? '' : `${renderSpans(opened, [found.span])}\n${found.markdown}`;
  assert.equal(shown, expected);
}

const WDL = `//- /main.wdl
version 1.1
workflow W {
  input {
    File reads
  }
  parameter_meta {
    reads: "Reads of one sample"
  }
  File again = reads
}
`;

describe('hover', () => {
  it('shows the declaration in the words of its language, and what its author wrote', async () => {
    await check(
      WDL.replace('= reads', '= rea<|>ds'),
      '/main.wdl:9\n  File again = reads\n               ^^^^^\n```wdl\nFile reads\n```\n\nReads of one sample',
    );
  });
  it('shows the declaration of an input on the key of a parameter file', async () => {
    await check(
      `//- /params.json\n{"rea<|>ds": "s3://b/k"}\n${WDL}`,
      '/params.json:1\n{"reads": "s3://b/k"}\n ^^^^^^^\n```wdl\nFile reads\n```\n\nReads of one sample',
    );
  });
  it('lets the language speak about what is no name', async () => {
    const { workspace, file, offset } = await openFixture(WDL.replace('workflow', 'work<|>flow'));
    assert.match(hover(file, offset, workspace)?.markdown ?? '', /\*\*workflow\*\*/);
  });
  it('shows nothing on white space', async () => {
    await check(WDL.replace('  }\n  File', '  }\n<|>\n  File'), '');
  });
});
