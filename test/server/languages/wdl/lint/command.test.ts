import { checkLint, checkLintFix, checkNoFix, task } from './check-lint.ts';

describe('WDL lints: pipes', () => {
  it('a pipe hides a failure', () => {
    checkLint(
      'pipe-without-pipefail',
      task('bwa mem ~{ref} | samtools sort > out.bam', 'File ref'),
      `
      bwa mem ~{ref} | samtools sort > out.bam
                     ^ pipe-without-pipefail (hint): When a program in front of this pipe fails, the task does not notice.
      `,
    );
  });

  it('once for each command', () => {
    checkLint(
      'pipe-without-pipefail',
      task('sort a | uniq > b\nsort b | uniq > c'),
      `
      sort a | uniq > b
             ^ pipe-without-pipefail (hint): When a program in front of this pipe fails, the task does not notice.
      `,
    );
  });

  for (const command of [
    'set -euo pipefail\nsort a | uniq',
    'set -o pipefail\nsort a | uniq',
    '#!/usr/bin/env bash -o pipefail\nsort a | uniq',
    'sort a || true',
    'echo "a|b"',
    'awk \'{ print $1 | "sort" }\' a',
    '# sort a | uniq',
    'echo a | tr a b',
    'printf "%s" x | md5sum',
    'if grep -q a b | head; then echo; fi',
    'case "$x" in\n  a|b) echo;;\nesac',
    '[[ $x =~ a|b ]]',
    'cat > x <<EOF\na | b\nEOF',
    '#!/usr/bin/env python3\nx = a | b',
    'sort a >| b',
  ]) {
    it(`nothing to say about ${JSON.stringify(command)}`, () => {
      checkLint('pipe-without-pipefail', task(command), '');
    });
  }

  it('adds the line with the indentation of the others', () => {
    checkLintFix('pipe-without-pipefail', task('sort a | uniq'), task('set -euo pipefail\nsort a | uniq'));
  });

  it('offers nothing where the command has one line only', () => {
    checkNoFix('pipe-without-pipefail', 'version 1.1\ntask t { command <<< sort a | uniq >>> }\n');
  });
});

describe('WDL lints: the network', () => {
  it('software that a command installs', () => {
    checkLint(
      'inline-install',
      task('apt-get update && apt-get install -y samtools\npip install --quiet pysam==0.22; python3 x.py'),
      `
      apt-get update && apt-get install -y samtools
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ inline-install (warning): 'apt-get install' installs software while the task runs.
      pip install --quiet pysam==0.22; python3 x.py
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ inline-install (warning): 'pip install' installs software while the task runs.
      `,
    );
  });

  for (const command of [
    'pip install --no-index wheels/*',
    'pip install .',
    'pip install ~{wheel}',
    'echo "pip install pysam"',
    '# conda install samtools',
    'make install',
    'conda activate tools',
  ]) {
    it(`nothing to say about ${JSON.stringify(command)}`, () => {
      checkLint('inline-install', task(command, 'File wheel'), '');
    });
  }

  it('downloads', () => {
    checkLint(
      'network-access',
      task(
        'wget -q "https://example.org/x.fa"\ncurl -O ftp://example.org/y.fa\ngit clone https://example.org/z',
      ),
      `
      wget -q "https://example.org/x.fa"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ network-access (information): 'wget' needs the internet, which tasks on AWS HealthOmics do not have.
      curl -O ftp://example.org/y.fa
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ network-access (information): 'curl' needs the internet, which tasks on AWS HealthOmics do not have.
      git clone https://example.org/z
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ network-access (information): 'git clone' needs the internet, which tasks on AWS HealthOmics do not have.
      `,
    );
  });

  it('are nobody’s business elsewhere', () => {
    checkLint('network-access', task('wget https://example.org/x'), '', 'spec');
    checkLint('network-access', task('wget --version\necho see https://example.org'), '');
  });
});

describe('WDL lints: dollars', () => {
  it('a variable of the shell with the name of a WDL value', () => {
    checkLint(
      'dollar-in-heredoc',
      task('samtools index ${bam}\necho "$bam"', 'File bam'),
      `
      samtools index \${bam}
                     ^^^^^^ dollar-in-heredoc (warning): '\${bam}' is a variable of the shell, which nothing sets. Did you mean '~{bam}'?
      echo "$bam"
            ^^^^ dollar-in-heredoc (warning): '$bam' is a variable of the shell, which nothing sets. Did you mean '~{bam}'?
      `,
    );
  });

  for (const command of [
    'bam=~{bam}\nsamtools index ${bam}',
    'for bam in *.bam; do samtools index $bam; done',
    'while read -r bam rest; do echo $bam; done < list',
    'export bam',
    'source settings.sh\necho $bam',
    'echo ${other} $1 $$ $?',
    "awk '{ print $bam }' x",
    'echo \\${bam}',
    '# ${bam}',
    "cat <<'EOF'\n${bam}\nEOF",
    'samtools index ~{bam}',
  ]) {
    it(`nothing to say about ${JSON.stringify(command)}`, () => {
      checkLint('dollar-in-heredoc', task(command, 'File bam'), '');
    });
  }

  it('nothing about commands in braces, where it is a placeholder, and about `env`', () => {
    checkLint('dollar-in-heredoc', 'version 1.0\ntask t { input { File bam } command { index ${bam} } }', '');
    checkLint('dollar-in-heredoc', task('echo $bam', 'env File bam', 'development'), '');
  });

  it('becomes a placeholder', () => {
    checkLintFix(
      'dollar-in-heredoc',
      task('samtools index ${bam} "$bam"', 'File bam'),
      task('samtools index ~{bam} "~{bam}"', 'File bam'),
    );
  });

  it('a program in braces', () => {
    checkLint(
      'command-in-braces',
      task('echo ${date} ${basename x.bam .bam} ${nproc} ${x} ${x:-a b} $(date)'),
      `
      echo \${date} \${basename x.bam .bam} \${nproc} \${x} \${x:-a b} $(date)
           ^^^^^^^ command-in-braces (warning): '\${date}' is no call of 'date' but a variable.
                   ^^^^^^^^^^^^^^^^^^^^^^ command-in-braces (warning): '\${basename x.bam .bam}' is no call of 'basename' but a variable.
                                          ^^^^^^^^ command-in-braces (warning): '\${nproc}' is no call of 'nproc' but a variable.
      `,
    );
    checkLint('command-in-braces', task('date=$(date)\necho ${date}'), '');
    checkLintFix('command-in-braces', task('echo "${date}"'), task('echo "$(date)"'));
  });
});

describe('WDL lints: the text of a command', () => {
  it('a command in braces', () => {
    checkLint(
      'brace-command',
      'version 1.0\ntask t { command { echo } }\n',
      `
      task t { command { echo } }
               ^^^^^^^ brace-command (hint): This command stands in braces, where '\${…}' is not the shell's.
      `,
    );
    checkLint('brace-command', 'task t { command { echo } }\n', '');
    checkLintFix(
      'brace-command',
      'version 1.0\ntask t { input { String a } command { echo ${a} ~{"${a}"} } }\n',
      'version 1.0\ntask t { input { String a } command <<< echo ~{a} ~{"${a}"} >>> }\n',
    );
    checkNoFix('brace-command', 'version 1.0\ntask t { command { echo \\} } }\n');
    checkNoFix('brace-command', 'version 1.0\ntask t { command { cat >>> x } }\n');
  });

  it('tabs and spaces', () => {
    checkLint(
      'mixed-indentation',
      'version 1.1\ntask t {\n  command <<<\n    a\n\tb\n    c\n  >>>\n}\n',
      `
      \tb
      ^ mixed-indentation (hint): This line is indented with tabs, and lines above it with spaces.
      `.replaceAll('      ', ''),
    );
    checkLint('mixed-indentation', 'version 1.1\ntask t {\n  command <<<\n\ta\n\t b\n\t\n  >>>\n}\n', '');
    checkLint('mixed-indentation', 'version 1.1\ntask t {\n\tcommand <<<\n    a\tb\n    c\n  >>>\n}\n', '');
  });

  it('a file without quotes', () => {
    checkLint(
      'unquoted-path',
      task(
        'index ~{bam} "~{bam}" \'~{bam}\' ~{name} x=~{bam} ~{sep=" " bams}\nx=~{bam}',
        'File bam  String name  Array[File] bams',
      ),
      `
      index ~{bam} "~{bam}" '~{bam}' ~{name} x=~{bam} ~{sep=" " bams}
            ^^^^^^ unquoted-path (hint): The path '~{bam}' stands without quotes.
                                               ^^^^^^ unquoted-path (hint): The path '~{bam}' stands without quotes.
      `,
    );
    checkLintFix('unquoted-path', task('index ~{bam}', 'File bam'), task('index "~{bam}"', 'File bam'));
  });

  it('names that belong to the service', () => {
    checkLint(
      'reserved-variable',
      task('export AWS_WORKFLOW_X=1\necho $AWS_WORKFLOW_RUN'),
      `
      export AWS_WORKFLOW_X=1
             ^^^^^^^^^^^^^^ reserved-variable (warning): Names that begin with 'AWS_WORKFLOW_' belong to AWS HealthOmics.
      `,
    );
    checkLint(
      'reserved-variable',
      'version development\ntask t {\n  input {\n    env String AWS_WORKFLOW_X\n  }\n  command <<< >>>\n}\n',
      `
      env String AWS_WORKFLOW_X
                 ^^^^^^^^^^^^^^ reserved-variable (warning): Names that begin with 'AWS_WORKFLOW_' belong to AWS HealthOmics.
      `,
    );
    checkLint('reserved-variable', task('export AWS_WORKFLOW_X=1'), '', 'spec');
  });
});
