import type { Span } from '../text/index.ts';
import type { ValueType } from './value-type.ts';

/** What `nextflow_schema.json` says of the parameters of the workflow beside it, as HealthOmics collects them. */
export interface SchemaFacts {
  readonly uri: string;
  readonly params: readonly SchemaParam[];
}

export interface SchemaParam {
  readonly name: string;
  /** The key, quotes included. */
  readonly span: Span;
  readonly type: ValueType;
  /** It is listed in `required`, whatever its default. */
  readonly required: boolean;
  readonly default?: string | number | boolean | null;
  readonly description?: string;
}
