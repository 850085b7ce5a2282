import type {
  ParameterKeys,
  Port,
  StructMember,
  SymbolId,
  ValueType,
  WorkflowModel,
} from '../../model/index.ts';
import { parameterKeys } from '../../model/index.ts';

/** Keys and indices from the root to a value. */
export type JsonPath = readonly (string | number)[];

/** What the workflow declares for a place of a parameter file. */
export interface Declared {
  readonly type: ValueType;
  readonly port?: Port;
  readonly member?: StructMember;
}

/** Finds declarations for places of the parameter files of one workflow. */
export class Declarations {
  readonly model: WorkflowModel;
  readonly keys: ParameterKeys;

  constructor(model: WorkflowModel) {
    this.model = model;
    this.keys = parameterKeys(model);
  }

  /** Of the value at the path; `undefined` for the root and for what the workflow does not know. */
  at(path: JsonPath): Declared | undefined {
    const [first, ...rest] = path;
    const port = typeof first === 'string' ? this.keys.find(first)?.port : undefined;
    if (port === undefined) return undefined;
    let declared: Declared | undefined = { type: port.type, port };
    for (const step of rest) declared = declared === undefined ? undefined : inside(declared.type, step);
    return declared;
  }
}

export function symbolOf(declared: Declared): SymbolId | undefined {
  return declared.port?.symbol ?? declared.member?.symbol;
}

function inside(type: ValueType, step: string | number): Declared | undefined {
  switch (type.kind) {
    case 'array':
      return typeof step === 'number' ? { type: type.element } : undefined;
    case 'map':
      return { type: type.value };
    case 'pair': {
      const side = String(step).toLowerCase();
      return side === 'left' ? { type: type.left } : side === 'right' ? { type: type.right } : undefined;
    }
    case 'struct': {
      const member = type.members.find((candidate) => candidate.name === step);
      return member === undefined ? undefined : { type: member.type, member };
    }
    case 'union':
      return type.members.map((member) => inside(member, step)).find((found) => found !== undefined);
    case 'primitive':
    case 'enum':
    case 'object':
    case 'any':
      return undefined;
  }
}
