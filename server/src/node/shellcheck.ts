import { spawn } from 'node:child_process';
import type { ShellChecker, ShellFinding } from '../workspace/shell-checks.ts';

/** Longer scripts are generated, and nobody mends them by hand. */
const LONGEST = 200_000;
const LONGEST_ANSWER = 5_000_000;
const TIME_LIMIT_MS = 10_000;

/** ShellCheck as a program of this machine; the script goes to its standard input, and no shell is involved. */
export const shellChecker: ShellChecker = {
  async check(script, program) {
    if (script.length > LONGEST) return [];
    const name = program === 'auto' ? 'shellcheck' : program;
    const answer = await run(name, script);
    return answer === undefined ? undefined : readFindings(answer);
  },
};

/** What the program wrote; undefined where it cannot be started, empty where it fails. */
function run(program: string, script: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = ['--format=json1', '--shell=bash', '--severity=info', '--norc', '-'];
    const child = spawn(program, options, { shell: false, windowsHide: true, timeout: TIME_LIMIT_MS });
    let answer = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      if (answer.length > LONGEST_ANSWER) child.kill();
    });
    child.stderr.resume();
    child.on('error', () => resolve(undefined));
    child.on('close', () => resolve(answer));
    // A program that ends before it has read everything closes the pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(script);
  });
}

interface JsonRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface JsonComment extends JsonRange {
  readonly level: ShellFinding['level'];
  readonly code: number;
  readonly message: string;
  readonly fix?: { readonly replacements?: readonly JsonReplacement[] } | null;
}
interface JsonReplacement extends JsonRange {
  readonly replacement: string;
}

/** The `json1` format counts from 1, and a tab as one column. */
function readFindings(answer: string): readonly ShellFinding[] {
  try {
    const { comments } = JSON.parse(answer) as { readonly comments: readonly JsonComment[] };
    return comments.map((comment) => ({
      ...rangeOf(comment),
      level: comment.level,
      code: comment.code,
      message: comment.message,
      replacements: (comment.fix?.replacements ?? []).map((one) => ({
        ...rangeOf(one),
        text: one.replacement,
      })),
    }));
  } catch {
    return [];
  }
}

function rangeOf({ line, column, endLine, endColumn }: JsonRange) {
  return { line: line - 1, column: column - 1, endLine: endLine - 1, endColumn: endColumn - 1 };
}
