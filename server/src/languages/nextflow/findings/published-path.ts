import { OUTPUT_FOLDER, PUBLISH_FOLDER } from '../../../healthomics/index.ts';
import type { Around } from '../lower/evaluate.ts';
import { evaluate } from '../lower/evaluate.ts';
import type { Formula } from '../lower/formula.ts';
import { asText } from '../lower/values.ts';

/** How a path begins, as far as that is known before a run. */
export interface PathStart {
  readonly text: string;
  /** The parameter that the path begins with; a run may give it another value. */
  readonly param: string | undefined;
}

/** The beginning of a path that may go on with what nobody knows; undefined where not even that is known. */
export function pathStart(formula: Formula, around: Around): PathStart | undefined {
  const param = leadingParam(formula);
  const text = beginning(formula, around);
  return text === undefined || text === '' ? undefined : { text, param };
}

function beginning(formula: Formula, around: Around): string | undefined {
  const whole = evaluate(formula, around)?.value;
  if (whole !== undefined && whole !== null) return asText(whole);
  switch (formula.kind) {
    case 'closure':
      return beginning(formula.body, around);
    case 'text': {
      let text = '';
      for (const part of formula.parts) {
        const value = evaluate(part, around)?.value;
        const piece = value === undefined || value === null ? undefined : asText(value);
        if (piece === undefined) break;
        text += piece;
      }
      return text === '' ? undefined : text;
    }
    case 'binary':
      return formula.operator === '+' ? beginning(formula.left, around) : undefined;
    default:
      return undefined;
  }
}

function leadingParam(formula: Formula): string | undefined {
  switch (formula.kind) {
    case 'param':
      return formula.path.length === 1 ? formula.path[0] : undefined;
    case 'closure':
      return leadingParam(formula.body);
    case 'text': {
      const [first] = formula.parts;
      return first === undefined ? undefined : leadingParam(first);
    }
    case 'binary':
      return formula.operator === '+' ? leadingParam(formula.left) : undefined;
    case 'call':
      return formula.of === undefined ? undefined : leadingParam(formula.of);
    case 'member':
      return leadingParam(formula.of);
    default:
      return undefined;
  }
}

/** True below a folder that runs are exported from. */
export function isExported(path: string): boolean {
  return [PUBLISH_FOLDER, OUTPUT_FOLDER].some((folder) => path === folder || path.startsWith(`${folder}/`));
}
