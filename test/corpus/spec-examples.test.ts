import { strict as assert } from 'node:assert';
import { dedent } from '../support/fixture.ts';
import { checkSpecification, specificationVersion } from './spec-run.ts';
import { specExamples } from './spec-examples.ts';

/** A specification with one example of the name, whose workflow has the body. */
function specification(name: string, body: string, config = ''): string {
  const block = (language: string, text: string) => `  \`\`\`${language}\n  ${text}\n  \`\`\`\n`;
  const source = `version 1.1\n\n  workflow w {\n    ${body}\n  }`;
  return (
    `# Text\n\n<details>\n  <summary>\n  Example: ${name}\n\n${block('wdl', source)}  </summary>\n  <p>\n` +
    (config === '' ? '' : block('json', config)) +
    '  </p>\n</details>\n'
  );
}

async function judged(markdown: string): Promise<readonly string[]> {
  const { disagreements } = await checkSpecification(markdown, 'no version has exceptions');
  return disagreements;
}

describe('Examples of a specification', () => {
  it('are found with their names, their texts without the indentation, and what must become of them', () => {
    const markdown =
      specification('first.wdl', 'Int n = 1') +
      specification('second_fail.wdl', 'Int n = "a"') +
      specification('third', 'Int n = 1', '{"fail": true}') +
      specification('fourth_resource.wdl', 'Int n = 1');
    assert.deepEqual(
      specExamples(markdown).map(({ name, expected }) => `${name} ${expected}`),
      ['first.wdl success', 'second_fail.wdl failure', 'third.wdl failure', 'fourth_resource.wdl import'],
    );
    assert.equal(
      specExamples(markdown)[0]?.text,
      dedent('version 1.1\n\nworkflow w {\n  Int n = 1\n}\n').trimStart(),
    );
    assert.equal(specificationVersion(markdown), '1.1');
  });

  it('agree when what must pass has no error, and what must fail has one', async () => {
    const markdown = specification('a.wdl', 'Int n = 1') + specification('b_fail.wdl', 'Int n = m');
    assert.deepEqual(await judged(markdown), []);
  });

  it('disagree otherwise', async () => {
    const markdown = specification('a.wdl', 'Int n = m') + specification('b_fail.wdl', 'Int n = 1');
    assert.deepEqual(
      (await judged(markdown)).map((one) => one.split('\n')[0]),
      ['a.wdl: must pass, and does not:', 'b_fail.wdl: must fail, and nothing is found.'],
    );
  });

  it('import each other', async () => {
    const markdown =
      specification('a_resource.wdl', 'Int n = 1') +
      specification('b.wdl', 'call a.w').replace(
        'version 1.1\n\n  workflow w {\n    call',
        'version 1.1\n  import "a_resource.wdl" as a\n  workflow b {\n    call',
      );
    assert.deepEqual(await judged(markdown), []);
  });
});
