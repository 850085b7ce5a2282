import { product } from '../product.ts';
import { readArguments } from './arguments.ts';
import { check } from './check.ts';
import { explain } from './explain.ts';
import { format } from './format.ts';
import { graph } from './graph.ts';
import { inputs } from './inputs.ts';
import { sheet } from './sheet.ts';
import { template } from './template.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

const USAGE = `Finds mistakes in workflows and run parameters before AWS HealthOmics does.

  omics-lens check [--format text|json|sarif|github] [--target healthomics|spec] [--engine WDL|WDL_LENIENT]
                   [--region REGION] [--shellcheck] [--fetch-imports [--allow-private]] PATH…
                            check files, and folders with all that lies in them; --shellcheck has ShellCheck read
                            the commands, --fetch-imports fetches imports by https
  omics-lens format [--check|--write] [--indent N] [--line-width N] PATH…
                            lay out workflows: print one, say which would change, or write them
  omics-lens inputs [--all] [--target healthomics|spec] FILE
                            print a parameter file to fill in: the required inputs, or all
  omics-lens template FILE  print the parameter template of a workflow
  omics-lens graph [--format mermaid|dot|json] FILE
                            print the calls of a workflow and what waits for what
  omics-lens sheet SHEET --workflow FILE [--out FILE] [--column HEADER=PARAMETER]… [--region REGION]
                            make a batch of a sample sheet (CSV or TSV); without --out show what it would be
  omics-lens explain [CODE] say what a problem's code means, or list all codes
  omics-lens --stdio        serve an editor that speaks the language server protocol
  omics-lens --version
  omics-lens --help

Exit status: 0 no errors, 1 errors or files to lay out found, 2 the command line is wrong or Omics Lens failed.
`;

/** Runs one command line to its exit status. */
export async function runCommandLine(all: readonly string[], terminal: Terminal): Promise<Exit> {
  const command = readArguments(all);
  switch (command.name) {
    case 'check':
      return check(command.paths, command.options, terminal);
    case 'format':
      return format(command.paths, command.options, terminal);
    case 'inputs':
      return inputs(command.path, command.options, terminal);
    case 'graph':
      return graph(command.path, command.format, terminal);
    case 'template':
      return template(command.path, terminal);
    case 'sheet':
      return sheet(command.options, terminal);
    case 'explain':
      return explain(command.code, terminal);
    case 'serve':
      await terminal.serve();
      return EXIT.clean;
    case 'version':
      terminal.out(`${product.version}\n`);
      return EXIT.clean;
    case 'help':
      terminal.out(USAGE);
      return EXIT.clean;
    case 'wrong':
      terminal.error(`${command.why} 'omics-lens --help' says what there is.\n`);
      return EXIT.failed;
  }
}
