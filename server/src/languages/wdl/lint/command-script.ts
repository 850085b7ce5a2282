import type { CommandNode, PlaceholderNode } from '../ast.ts';
import type { CheckedFile } from '../check/file.ts';
import type { ShellText } from './shell.ts';
import { readShell } from './shell.ts';

/** A command as the shell gets it, with a dummy as long as itself in the place of each placeholder. */
export interface CommandScript {
  /** As long as the source of the command: an offset in it is one of the file behind `start`. */
  readonly text: string;
  /** Where the text begins in the file. */
  readonly start: number;
  /** Undefined for what is no shell script: a command that begins with the line of another interpreter. */
  readonly shell: ShellText | undefined;
}

/** The scripts of a document, each made when it is first asked for. */
export class CommandScripts {
  readonly #file: CheckedFile;
  readonly #made = new Map<CommandNode, CommandScript>();

  constructor(file: CheckedFile) {
    this.#file = file;
  }

  of(command: CommandNode): CommandScript {
    const before = this.#made.get(command);
    if (before !== undefined) return before;
    const made = new LazyScript(
      renderCommand(this.#file.text, command, () => 'x'),
      bodyStart(command),
    );
    this.#made.set(command, made);
    return made;
  }
}

class LazyScript implements CommandScript {
  readonly text: string;
  readonly start: number;
  #shell: ShellText | undefined;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
  }

  get shell(): ShellText | undefined {
    if (!isShell(this.text)) return undefined;
    return (this.#shell ??= readShell(this.text));
  }
}

/** The text of the command with each placeholder filled with one character; its line breaks are filled too. */
export function renderCommand(
  source: string,
  command: CommandNode,
  filler: (placeholder: PlaceholderNode) => string,
): string {
  let text = '';
  for (const part of command.parts) {
    text +=
      'children' in part ? filler(part).repeat(part.end - part.start) : source.slice(part.start, part.end);
  }
  return text;
}

/** Where the text of the command begins. */
export function bodyStart(command: CommandNode): number {
  return command.parts[0]?.start ?? command.end;
}

/** A script without a first line of its own is run by bash. */
export function isShell(script: string): boolean {
  const [, interpreter] = /^\s*#!\s*(.*)/.exec(script) ?? [];
  return interpreter === undefined || /\b(ba|da|k)?sh\b/.test(interpreter);
}
