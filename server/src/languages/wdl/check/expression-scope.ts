import type { ValueType } from '../../../model/index.ts';
import type { ExprNode } from '../ast.ts';
import type { CheckedFile } from './file.ts';
import type { Block, Entry } from './scope.ts';

/** Where an expression stands: what it can name, and who depends on what it names. */
export interface ExpressionScope {
  readonly file: CheckedFile;
  readonly block: Block;
  readonly place: 'workflow' | 'task' | 'command' | 'output' | 'attributes';
  /** Receives every entry that the expression names. */
  readonly needs: Set<Entry>;
  /** Source texts of what is known to be there. */
  readonly present?: ReadonlySet<string>;
  /** Inside a placeholder a sum with a missing operand is missing too, and gives no text. */
  readonly interpolated?: true;
  /** The type of an expression, every problem in it reported. `expected` lets literals be read as what is wanted. */
  readonly infer: (scope: ExpressionScope, expr: ExprNode, expected?: ValueType) => ValueType;
}
