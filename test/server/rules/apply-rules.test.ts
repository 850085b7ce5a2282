import assert from 'node:assert/strict';
import { LANGUAGES } from '@omics-lens/server/languages/registry.ts';
import { MODEL_RULES, allRules, applyRules, ruleByCode } from '@omics-lens/server/rules/index.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { LineIndex, span } from '@omics-lens/server/text/index.ts';
import { dedent } from '../../support/fixture.ts';
import type { WdlFile } from '../../support/wdl-project.ts';
import { wdlProject } from '../../support/wdl-project.ts';

/** With the lints. */
function whole(analysis: WdlFile['analysis']): Pick<WdlFile['analysis'], 'problems' | 'callables'> {
  return { ...analysis, problems: analysis.allProblems?.() ?? analysis.problems };
}

/** `line code`, for every problem of the text. */
function problemsOf(source: string, settings: Partial<ServerSettings> = {}): readonly string[] {
  const text = dedent(source);
  const { main } = wdlProject(text);
  const lines = new LineIndex(text);
  return applyRules({
    uri: main.uri,
    tree: main.parsed.tree,
    analysis: whole(main.analysis),
    settings: { ...DEFAULT_SETTINGS, ...settings },
    syntaxProblems: main.parsed.problems,
  }).map(({ code, span: { start }, severity }) => `${lines.positionAt(start).line + 1} ${code} ${severity}`);
}

const TASK = (before: string, trailing = '') => `
  version 1.1
  task t {
    command <<< >>>
    runtime {
      cpu: 1
      memory: "1 GiB"
${before}
      container: "ubuntu:22.04"${trailing}
    }
  }
`;
const FOUND = '8 container-not-ecr warning';

/** Whether the comment silences `container-not-ecr` at the line below it. */
function checkAbove(comment: string, silences: boolean): void {
  assert.equal(problemsOf(TASK(`      ${comment}`)).includes(FOUND), !silences, comment);
}

describe('rules: what is missing', () => {
  const codes = (source: string) =>
    problemsOf(source).filter((one) => /container-missing|resources-default|unclosed/.test(one));

  it('is not said of a task that could not be read, and is of the others', () => {
    const broken = `
      version 1.1
      task whole {
        command <<< >>>
      }
      task broken {
        command <<<
          echo
        runtime { container: "x" }
      }
    `;
    assert.deepEqual(codes(broken), [
      '2 container-missing error',
      '2 resources-default hint',
      '6 unclosed-command error',
    ]);
  });
});

describe('rules: suppression', () => {
  it('a comment silences codes on the next line of code', () => {
    checkAbove('#', false);
    checkAbove('# omics-lens: ignore container-not-ecr', true);
    checkAbove('# omics-lens: ignore cpu-too-large, container-not-ecr', true);
    checkAbove('# omics-lens: ignore container-not-ecr as a registry map covers it', true);
    checkAbove('# see the wiki; omics-lens: ignore container-not-ecr', true);
    checkAbove('# omics-lens: ignore', true);
    checkAbove('# omics-lens: ignore cpu-too-large', false);
    checkAbove('# container-not-ecr', false);
  });

  it('also over blank lines and other comments', () => {
    const source = TASK('      # omics-lens: ignore container-not-ecr\n\n      # why');
    assert.deepEqual(
      problemsOf(source).filter((line) => line.includes('container')),
      [],
    );
  });

  it('a comment behind code silences its own line only', () => {
    assert.deepEqual(problemsOf(TASK('', ' # omics-lens: ignore container-not-ecr')).includes(FOUND), false);
    const above = TASK('      maxRetries: 1 # omics-lens: ignore container-not-ecr');
    assert.equal(problemsOf(above).includes(FOUND), true);
  });

  it('a comment silences codes in the whole file', () => {
    checkAbove('# omics-lens: ignore-file container-not-ecr', true);
    const source = `${TASK('').trimEnd()}\n  # omics-lens: ignore-file container-not-ecr\n`;
    assert.equal(problemsOf(source).includes(FOUND), false);
  });

  it("Sprocket's comment silences the element that follows", () => {
    checkAbove('#@ except: ContainerNotEcr', true);
    checkAbove('#@ except: container-not-ecr', true);
    checkAbove('#@ except: ContainerUri', true);
    checkAbove('#@ except: UnusedInput', false);
    const onTask = (rules: string) => TASK('').replace('  task t', `  #@ except: ${rules}\n  task t`);
    assert.deepEqual(problemsOf(onTask('ContainerUri, InstanceWaste')), []);
    assert.deepEqual(problemsOf(onTask('InstanceWaste')), ['9 container-not-ecr warning']);
  });

  it("Sprocket's comment above everything silences the file", () => {
    const source = TASK('').replace('  version', '  #@ except: ContainerUri\n  version');
    assert.deepEqual(
      problemsOf(source).filter((line) => line.includes('container')),
      [],
    );
  });

  it("miniwdl's comment silences its line, the line below and what ends above it", () => {
    checkAbove('# !UnknownRuntimeKey', false);
    checkAbove('# !NoSuchRule', false);
    const silences = (before: string, behind: string) => {
      const found = problemsOf(
        `version 1.1\nworkflow w {\n  input {\n    Int? a = 1\n    ${before}\n    Int? b = 1 ${behind}\n    Int? c = 1\n  }\n  output { Array[Int?] d = [a, b, c] }\n}\n`,
      );
      return [4, 6, 7].filter((line) => !found.includes(`${line} unneeded-optional hint`));
    };
    assert.deepEqual(silences('# none', ''), []);
    assert.deepEqual(silences('', '# !UnnecessaryQuantifier'), [6]);
    assert.deepEqual(silences('', '# with reasons !UnnecessaryQuantifier !UnusedCall'), [6]);
    assert.deepEqual(silences('# !UnnecessaryQuantifier', ''), [4, 6]);
    assert.deepEqual(silences('', '# !UnusedCall'), []);
  });

  it('a comment above a command speaks for all of it', () => {
    const source = (comment: string) =>
      `version 1.1\ntask t {\n  ${comment}\n  command <<<\n    pip install x\n\n    pip install y\n  >>>\n  output { Int i = 1 }\n}\n`;
    const found = (comment: string) =>
      problemsOf(source(comment)).filter((line) => line.includes('inline-install')).length;
    assert.equal(found('# none'), 2);
    assert.equal(found('# omics-lens: ignore inline-install'), 0);
    assert.equal(found('#@ except: InlineInstall'), 0);
    assert.equal(found('# !InlineInstall'), 0);
  });

  it('silences what the language finds, and its syntax', () => {
    const source = `
      version 1.1
      workflow w {
        # omics-lens: ignore
        Int x = y
        Int z = u # omics-lens: ignore unknown-name, unused-declaration
      }
    `;
    assert.deepEqual(problemsOf(source), []);
  });
});

describe('rules: comments that silence nothing', () => {
  const RULES = new Map(allRules(LANGUAGES).map((rule) => [rule.code, rule]));
  const about = (comment: string, settings: Partial<ServerSettings> = {}, body = 'Int a = 1') => {
    const text = `version 1.1\nworkflow w {\n  ${comment}\n  ${body}\n  output { Int b = a }\n}\n`;
    const { main } = wdlProject(text);
    return applyRules({
      uri: main.uri,
      tree: main.parsed.tree,
      analysis: whole(main.analysis),
      settings: { ...DEFAULT_SETTINGS, ...settings },
      syntaxProblems: main.parsed.problems,
      rules: RULES,
    })
      .filter(({ code }) => code.startsWith('suppression-'))
      .map(({ code, message, span: { start, end } }) => `${code} ${text.slice(start, end)}: ${message}`);
  };

  it('are reported, word by word', () => {
    assert.deepEqual(about('# omics-lens: ignore unknown-name, unused-imput'), [
      "suppression-unused unknown-name: There is no problem 'unknown-name' here.",
      "suppression-unknown unused-imput: There is no code 'unused-imput'. Did you mean 'unused-input'?",
    ]);
  });

  it('are not when they silence something, or may elsewhere', () => {
    assert.deepEqual(about('# omics-lens: ignore unknown-name', {}, 'Int a = c'), []);
    assert.deepEqual(about('# omics-lens: ignore'), []);
    assert.deepEqual(about('# omics-lens: ignore unknown-name', { target: 'spec' }), []);
    assert.deepEqual(about('# omics-lens: ignore unknown-name', { rules: { 'unknown-name': 'off' } }), []);
    assert.deepEqual(about('# omics-lens: ignore name-case'), []);
    assert.deepEqual(about('# omics-lens: ignore UnusedImport'), []);
    assert.deepEqual(about('#@ except: UnknownRule'), []);
    assert.deepEqual(about('# omics-lens: ignore unknown-name', {}, 'Int a = '), []);
  });
});

describe('rules: severities', () => {
  it('come from the settings', () => {
    assert.deepEqual(problemsOf(TASK(''), { rules: { 'container-not-ecr': 'error' } }), [
      '6 instance-waste hint',
      '8 container-not-ecr error',
    ]);
    assert.deepEqual(
      problemsOf(TASK(''), { rules: { 'container-not-ecr': 'off', 'instance-waste': 'off' } }),
      [],
    );
  });

  it('also of what a language finds', () => {
    const problem: Problem = { span: span(0, 1), severity: 'error', code: 'some-code', message: 'Some.' };
    const tree = { text: 'x', root: { kind: 'document', start: 0, end: 1, children: [] }, comments: [] };
    const apply = (severity: 'off' | 'hint') =>
      applyRules({
        uri: 'file:///x',
        tree,
        analysis: { problems: [problem], callables: [] },
        settings: { ...DEFAULT_SETTINGS, rules: { 'some-code': severity } },
      });
    assert.deepEqual(apply('off'), []);
    assert.deepEqual(apply('hint'), [{ ...problem, severity: 'hint' }]);
  });
});

describe('rules: registry', () => {
  const rules = allRules(LANGUAGES);

  it('has every code once, in kebab case', () => {
    const codes = rules.map((rule) => rule.code);
    assert.deepEqual(
      codes.filter((code, index) => codes.indexOf(code) !== index),
      [],
    );
    for (const code of codes) assert.match(code, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('every rule says what it is about and why', () => {
    for (const { code, summary, why } of rules) {
      assert.match(summary, /^\S.*\.$/, code);
      assert.ok(!summary.includes('\n'), code);
      assert.match(why, /\.$/, code);
    }
  });

  it('every rule over the model shows an example and its mend', () => {
    for (const rule of MODEL_RULES) assert.ok(rule.bad !== undefined && rule.good !== undefined, rule.code);
  });

  it('finds a rule by its code', () => {
    assert.equal(ruleByCode('parameter-missing', LANGUAGES)?.severity, 'error');
    assert.equal(ruleByCode('container-missing', LANGUAGES)?.severity, 'error');
    assert.equal(ruleByCode('no-such-rule', LANGUAGES), undefined);
  });
});
