import { ANY, assignable, NEVER, symbolId, typeLabel } from '../../../model/index.ts';
import type { EnumType, StructMember, StructType, SymbolId, ValueType } from '../../../model/index.ts';
import type { EnumNode, ExprNode, StructNode } from '../ast.ts';
import { LITERAL_COERCIONS } from '../coercions.ts';
import { commonType } from '../common-type.ts';
import type { NamedType } from '../exports.ts';
import { reportDuplicate } from './declarations.ts';
import { docComment, parameterDocs } from './docs.ts';
import { define, spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';
import { sameType } from './imports.ts';
import { choiceSymbol } from './names.ts';
import { BOOLEAN, FLOAT, INT, OBJECT, resolveType, STRING, typeSymbol } from './types.ts';

/** Declares the structs and enums of the document, first their names, so that each may name any other. */
export function declareTypes(file: CheckedFile): void {
  const structs: DeclaredStruct[] = [];
  const enums: DeclaredEnum[] = [];
  for (const item of file.tree.root.items) {
    if (item.kind === 'struct') {
      const struct = declareStruct(file, item);
      if (struct !== undefined) structs.push(struct);
    } else if (item.kind === 'enum') {
      const declared = declareEnum(file, item);
      if (declared !== undefined) enums.push(declared);
    }
  }
  for (const declared of enums) completeEnum(file, declared);
  for (const struct of structs) {
    declareMembers(file, struct);
    checkImported(file, struct);
  }
  for (const declared of enums) reportEnumCycle(file, declared);
  for (const struct of structs) breakCycle(file, struct, structs);
}

interface DeclaredStruct {
  readonly node: StructNode;
  readonly type: StructType;
  readonly symbol: SymbolId;
  readonly members: StructMember[];
  /** What had the name before. */
  readonly imported: NamedType | undefined;
}

function declareStruct(file: CheckedFile, node: StructNode): DeclaredStruct | undefined {
  if (node.name === undefined) return undefined;
  const name = textOf(file, node.name);
  const symbol = symbolId(file.uri, 'struct', name);
  const members: StructMember[] = [];
  const type: StructType = { kind: 'struct', name, members, optional: false };
  const documentation = docComment(file, node.start);
  define(file, {
    id: symbol,
    kind: 'struct',
    name,
    span: spanOf(node.name),
    signature: `struct ${name}`,
    ...(documentation === undefined ? {} : { documentation }),
  });
  const before = file.types.get(name);
  if (before === undefined) file.types.set(name, { symbol, type });
  else if (before.symbol.startsWith(`${file.uri}#`)) {
    reportDuplicate(file, name, spanOf(node.name), file.symbols.get(before.symbol)?.span);
  } else file.types.set(name, { symbol, type });
  return { node, type, symbol, members, imported: before };
}

/** An import may bring the same struct, but no other of the same name. */
function checkImported(file: CheckedFile, struct: DeclaredStruct): void {
  const { imported, node, symbol, type } = struct;
  if (imported === undefined || node.name === undefined || imported.symbol.startsWith(`${file.uri}#`)) return;
  if (sameType(imported, { symbol, type })) return;
  reportDuplicate(
    file,
    type.name,
    spanOf(node.name),
    undefined,
    `An import brings another struct of this name. Rename that one: 'alias ${type.name} as Other${type.name}'.`,
  );
}

function declareMembers(file: CheckedFile, struct: DeclaredStruct): void {
  const docs = parameterDocs(file, struct.node.meta);
  for (const decl of struct.node.members) {
    const type = resolveType(file, decl.type);
    if (decl.name === undefined) continue;
    const name = textOf(file, decl.name);
    const before = struct.members.find((one) => one.name === name);
    if (before !== undefined) {
      const first = before.symbol === undefined ? undefined : file.symbols.get(before.symbol)?.span;
      reportDuplicate(file, name, spanOf(decl.name), first, 'A struct has each member once.');
      continue;
    }
    const symbol = symbolId(file.uri, 'struct', struct.type.name, name);
    const description = docs.get(name) ?? docComment(file, decl.start);
    const target = typeSymbol(file, decl.type);
    define(file, {
      id: symbol,
      kind: 'member',
      name,
      span: spanOf(decl.name),
      signature: `${type.kind === 'any' ? textOf(file, decl.type) : typeLabel(type)} ${name}`,
      ...(description === undefined ? {} : { documentation: description }),
      ...(target === undefined ? {} : { type: target }),
    });
    struct.members.push({ name, type, symbol, ...(description === undefined ? {} : { description }) });
  }
}

/** A struct that contains itself has no value; its member becomes `Any`, so that nothing else goes round in circles. */
function breakCycle(file: CheckedFile, struct: DeclaredStruct, structs: readonly DeclaredStruct[]): void {
  const own = new Set<readonly StructMember[]>(structs.map((one) => one.members));
  struct.members.forEach((member, i) => {
    if (!reaches(member.type, struct.members, own, new Set())) return;
    const decl = struct.node.members.find(
      (one) => one.name !== undefined && textOf(file, one.name) === member.name,
    );
    file.problems.push({
      span: spanOf(decl?.type ?? struct.node),
      severity: 'error',
      code: 'reference-cycle',
      message: `Struct '${struct.type.name}' contains itself through '${member.name}'.`,
      note: 'Such a value would never end. Keep a name or an index instead of the struct.',
    });
    struct.members[i] = { ...member, type: ANY };
  });
}

function reaches(
  type: ValueType,
  target: readonly StructMember[],
  own: ReadonlySet<readonly StructMember[]>,
  seen: Set<readonly StructMember[]>,
): boolean {
  switch (type.kind) {
    case 'array':
      return reaches(type.element, target, own, seen);
    case 'map':
      return reaches(type.value, target, own, seen);
    case 'pair':
      return reaches(type.left, target, own, seen) || reaches(type.right, target, own, seen);
    case 'struct':
      if (type.members === target) return true;
      if (!own.has(type.members) || seen.has(type.members)) return false;
      seen.add(type.members);
      return type.members.some((member) => reaches(member.type, target, own, seen));
    default:
      return false;
  }
}

interface DeclaredEnum {
  readonly node: EnumNode;
  readonly type: EnumType;
  readonly symbol: SymbolId;
  readonly imported: NamedType | undefined;
}

function declareEnum(file: CheckedFile, node: EnumNode): DeclaredEnum | undefined {
  if (node.name === undefined) return undefined;
  const name = textOf(file, node.name);
  const symbol = symbolId(file.uri, 'enum', name);
  const choices: string[] = [];
  const documentation = docComment(file, node.start);
  define(file, {
    id: symbol,
    kind: 'enum',
    name,
    span: spanOf(node.name),
    signature: `enum ${name}`,
    ...(documentation === undefined ? {} : { documentation }),
  });
  for (const choice of node.choices) {
    const choiceName = textOf(file, choice.name);
    const id = choiceSymbol(symbol, choiceName);
    if (choices.includes(choiceName)) {
      reportDuplicate(file, choiceName, spanOf(choice.name), file.symbols.get(id)?.span);
      continue;
    }
    choices.push(choiceName);
    const value = choice.value === undefined ? '' : ` = ${textOf(file, choice.value)}`;
    define(file, {
      id,
      kind: 'enumMember',
      name: choiceName,
      span: spanOf(choice.name),
      signature: `${name}.${choiceName}${value}`,
      type: symbol,
    });
  }
  const type: EnumType = { kind: 'enum', name, choices, optional: false };
  const before = file.types.get(name);
  if (before?.symbol.startsWith(`${file.uri}#`) === true) {
    reportDuplicate(file, name, spanOf(node.name), file.symbols.get(before.symbol)?.span);
    return undefined;
  }
  file.types.set(name, { symbol, type });
  return { node, type, symbol, imported: before };
}

/** The type of the values, which may name any other type, and the values themselves. */
function completeEnum(file: CheckedFile, { node, type, symbol, imported }: DeclaredEnum): void {
  const valueType =
    node.valueType === undefined ? inferredType(file, node) : resolveType(file, node.valueType);
  checkChoices(file, node, valueType);
  const named: NamedType = { symbol, type, valueType };
  file.types.set(type.name, named);
  if (imported === undefined || sameType(imported, named) || node.name === undefined) return;
  reportDuplicate(
    file,
    type.name,
    spanOf(node.name),
    undefined,
    `An import brings another type of this name. Rename that one: 'alias ${type.name} as Other${type.name}'.`,
  );
}

function reportEnumCycle(file: CheckedFile, { node, type, symbol }: DeclaredEnum): void {
  const valueType = file.types.get(type.name)?.valueType;
  if (valueType === undefined || !valuesReach(file, valueType, type.name, new Set())) return;
  file.problems.push({
    span: spanOf(node.valueType ?? node.name ?? node),
    severity: 'error',
    code: 'reference-cycle',
    message: `The values of enum '${type.name}' contain the enum itself.`,
    note: 'Such a value would never end.',
  });
  file.types.set(type.name, { symbol, type, valueType: ANY });
}

/** Whether a value of the type holds a choice of the enum `name`, through structs and other enums too. */
function valuesReach(file: CheckedFile, type: ValueType, name: string, seen: Set<string>): boolean {
  switch (type.kind) {
    case 'array':
      return valuesReach(file, type.element, name, seen);
    case 'map':
      return valuesReach(file, type.key, name, seen) || valuesReach(file, type.value, name, seen);
    case 'pair':
      return valuesReach(file, type.left, name, seen) || valuesReach(file, type.right, name, seen);
    case 'struct':
      if (seen.has(type.name)) return false;
      seen.add(type.name);
      return type.members.some((member) => valuesReach(file, member.type, name, seen));
    case 'enum': {
      if (type.name === name) return true;
      if (seen.has(type.name)) return false;
      seen.add(type.name);
      const valueType = file.types.get(type.name)?.valueType;
      return valueType !== undefined && valuesReach(file, valueType, name, seen);
    }
    default:
      return false;
  }
}

/** The type that the values of all choices have together; the first ones decide where there is none. */
function inferredType(file: CheckedFile, node: EnumNode): ValueType {
  const types = node.choices
    .map((choice) => literalType(file, choice.value))
    .filter((type): type is ValueType => type.kind !== 'any');
  const [first = STRING, ...others] = types;
  return others.reduce((common, type) => commonType(common, type, LITERAL_COERCIONS) ?? common, first);
}

/** Values of choices are literals of one type. */
function checkChoices(file: CheckedFile, node: EnumNode, valueType: ValueType): void {
  for (const { value } of node.choices) {
    if (value === undefined || value.kind === 'missing') continue;
    if (!isLiteral(value)) {
      file.problems.push({
        span: spanOf(value),
        severity: 'error',
        code: 'enum-value',
        message: 'The value of a choice must be written out.',
        note: 'It is fixed when the document is read, so it can name and compute nothing.',
      });
      continue;
    }
    const type = literalType(file, value);
    if (assignable(type, valueType, LITERAL_COERCIONS) === true) continue;
    file.problems.push({
      span: spanOf(value),
      severity: 'error',
      code: 'enum-value',
      message: `This is '${typeLabel(type)}', and the values of the enum are '${typeLabel(valueType)}'.`,
      note: 'All choices of an enum have values of one type.',
    });
  }
}

function isLiteral(value: ExprNode): boolean {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'boolean':
    case 'none':
      return true;
    case 'string':
      return value.parts.every((part) => !('children' in part));
    case 'unary':
      return isLiteral(value.operand);
    case 'group':
      return isLiteral(value.expr);
    case 'array':
      return value.elements.every(isLiteral);
    case 'pair':
      return isLiteral(value.left) && isLiteral(value.right);
    case 'map':
      return value.entries.every((entry) => isLiteral(entry.key) && isLiteral(entry.value));
    case 'object':
    case 'structLiteral':
      return value.entries.every((entry) => entry.value !== undefined && isLiteral(entry.value));
    default:
      return false;
  }
}

function literalType(file: CheckedFile, value: ExprNode | undefined): ValueType {
  const common = (values: readonly (ExprNode | undefined)[]) =>
    values
      .map((one) => literalType(file, one))
      .reduce<ValueType>((a, b) => commonType(a, b, LITERAL_COERCIONS) ?? ANY, NEVER);
  switch (value?.kind) {
    case undefined:
    case 'string':
      return STRING;
    case 'int':
      return INT;
    case 'float':
      return FLOAT;
    case 'boolean':
      return BOOLEAN;
    case 'unary':
      return literalType(file, value.operand);
    case 'group':
      return literalType(file, value.expr);
    case 'array':
      return {
        kind: 'array',
        element: common(value.elements),
        nonEmpty: value.elements.length > 0,
        optional: false,
      };
    case 'map':
      return {
        kind: 'map',
        key: common(value.entries.map(({ key }) => key)),
        value: common(value.entries.map((entry) => entry.value)),
        optional: false,
      };
    case 'pair':
      return {
        kind: 'pair',
        left: literalType(file, value.left),
        right: literalType(file, value.right),
        optional: false,
      };
    case 'object':
      return OBJECT;
    case 'structLiteral':
      return file.types.get(textOf(file, value.name))?.type ?? ANY;
    default:
      return ANY;
  }
}
