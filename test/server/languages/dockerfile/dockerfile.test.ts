import assert from 'node:assert/strict';
import { dockerfile } from '@omics-lens/server/languages/dockerfile/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { analyzeText } from '../../../support/data-analysis.ts';
import { dedent, renderProblems } from '../../../support/fixture.ts';

function check(text: string, expected: string): void {
  const source = dedent(text);
  assert.equal(renderProblems(source, analyzeText(dockerfile, source).problems), dedent(expected).trimEnd());
}

describe('dockerfile', () => {
  it('says nothing about a good image', () => {
    check(
      `
      # syntax=docker/dockerfile:1
      FROM --platform=linux/amd64 ubuntu:22.04
      ENV PATH=/opt/bin:$PATH AWS_REGION=x
      COPY tool /opt/tool
      RUN apt-get update && \\
          # a comment in between
          cp /tmp/a /opt/b
      ENTRYPOINT []
      `,
      '',
    );
  });

  it('says what HealthOmics does with the image', () => {
    check(
      `
      FROM --platform=linux/arm64 ubuntu:22.04
      ENV AWS_WORKFLOW_RUN=1 \\
          OTHER=2
      ARG AWS_WORKFLOW_TASK
      COPY a b /tmp/
      ADD ["a", "/tmp/data/a"]
      entrypoint ["samtools", \\
        "view"]
      `,
      `
      FROM --platform=linux/arm64 ubuntu:22.04
                      ^^^^^^^^^^^ dockerfile-platform (warning): The image is built for 'linux/arm64', and HealthOmics runs x86_64 only.
      ENV AWS_WORKFLOW_RUN=1 \\
          ^^^^^^^^^^^^^^^^ dockerfile-reserved-variable (warning): 'AWS_WORKFLOW_RUN' is a name that HealthOmics sets itself.
      ARG AWS_WORKFLOW_TASK
          ^^^^^^^^^^^^^^^^^ dockerfile-reserved-variable (warning): 'AWS_WORKFLOW_TASK' is a name that HealthOmics sets itself.
      COPY a b /tmp/
               ^^^^^ dockerfile-tmp (warning): No task will see what lies in '/tmp/'.
      ADD ["a", "/tmp/data/a"]
                 ^^^^^^^^^^^ dockerfile-tmp (warning): No task will see what lies in '/tmp/data/a'.
      entrypoint ["samtools", \\
      ^^^^^^^^^^ dockerfile-entrypoint (warning): HealthOmics runs no task in an image with an ENTRYPOINT.`,
    );
  });

  it('knows images for ARM by their names', () => {
    check(
      'FROM arm64v8/ubuntu:22.04 AS base',
      `
      FROM arm64v8/ubuntu:22.04 AS base
           ^^^^^^^^^^^^^^^^^^^^ dockerfile-platform (warning): 'arm64v8/ubuntu:22.04' is an image for ARM, and HealthOmics runs x86_64 only.`,
    );
  });

  it('looks at the stage that becomes the image', () => {
    check(
      `
      FROM --platform=linux/arm64 golang AS build
      COPY . /tmp/src
      ENTRYPOINT ["go"]
      FROM ubuntu
      COPY --from=build /tmp/src/tool /usr/bin/`,
      '',
    );
  });

  it('mends what has one mend', () => {
    const fixed = (text: string) =>
      applyEdits(
        text,
        analyzeText(dockerfile, text).problems.flatMap((problem) => problem.fixes?.[0]?.edits ?? []),
      );
    assert.equal(
      fixed('FROM --platform=linux/arm64 u\nENTRYPOINT ["x"]\n'),
      'FROM --platform=linux/amd64 u\nENTRYPOINT []\n',
    );
  });

  it('knows recipes by their names', () => {
    const names = ['Dockerfile', 'samtools.Dockerfile', 'Dockerfile.gpu', 'Containerfile'];
    assert.deepEqual(
      [...names, 'Dockerfile.d/x', 'my-dockerfile.md', 'docker.json'].filter((name) =>
        dockerfile.accepts(`file:///p/${name}`, ''),
      ),
      names,
    );
  });

  it('never throws on a prefix', () => {
    const text = 'FROM a \\\n# c\n\n b\nENTRYPOINT [\nCOPY a /tmp \\\n';
    for (let end = 0; end <= text.length; end++) analyzeText(dockerfile, text.slice(0, end));
  });
});
