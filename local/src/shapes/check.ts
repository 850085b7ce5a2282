import type { Shape, Shapes, StringShape, StructureShape } from './shape.ts';
import { memberShapeName, shapeOf } from './shape.ts';

/** One way in which a value breaks its shape: `name: must have 1 to 128 characters, and has 0`. */
export interface Violation {
  /** `parameterTemplate.sample.description`; empty for the value itself. */
  readonly at: string;
  readonly must: string;
  /** The shape does not know the member: services overlook that in requests, and never do it in answers. */
  readonly unknown?: true;
}

/** Every violation, in the order of the value. */
export function violations(shapes: Shapes, shapeName: string, value: unknown): readonly Violation[] {
  const found: Violation[] = [];
  checkShape({ shapes, found }, shapeOf(shapes, shapeName), value, '');
  return found;
}

export function describeViolation(violation: Violation): string {
  return violation.at === '' ? `The value ${violation.must}.` : `'${violation.at}' ${violation.must}.`;
}

interface Check {
  readonly shapes: Shapes;
  readonly found: Violation[];
}

function checkShape(check: Check, shape: Shape, value: unknown, at: string): void {
  switch (shape.type) {
    case 'string':
      checkString(check, shape, value, at);
      return;
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) report(check, at, 'must be a whole number');
      else checkRange(check, shape, value, at, '');
      return;
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) report(check, at, 'must be a number');
      else checkRange(check, shape, value, at, '');
      return;
    case 'boolean':
      if (typeof value !== 'boolean') report(check, at, 'must be true or false');
      return;
    case 'blob':
      if (!(value instanceof Uint8Array)) report(check, at, 'must be bytes, in Base64');
      return;
    case 'timestamp':
      if (!(value instanceof Date) && !isTime(value)) report(check, at, 'must be a time');
      return;
    case 'document':
      return;
    case 'list':
      if (!Array.isArray(value)) report(check, at, 'must be a list');
      else {
        checkRange(check, shape, value.length, at, ' items');
        const member = shapeOf(check.shapes, shape.member);
        value.forEach((item: unknown, index) => {
          checkShape(check, member, item, `${at}[${index}]`);
        });
      }
      return;
    case 'map':
      if (!isRecord(value)) report(check, at, 'must be an object');
      else checkMap(check, shape, value, at);
      return;
    case 'structure':
      if (!isRecord(value)) report(check, at, 'must be an object');
      else checkStructure(check, shape, value, at);
  }
}

function checkString(check: Check, shape: StringShape, value: unknown, at: string): void {
  if (typeof value !== 'string') {
    report(check, at, 'must be text');
    return;
  }
  if (shape.choices !== undefined && !shape.choices.includes(value)) {
    report(check, at, `must be one of ${shape.choices.join(', ')}`);
    return;
  }
  checkRange(check, shape, value.length, at, ' characters');
  if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`, 'u').test(value)) {
    report(check, at, `must match ${shape.pattern}`);
  }
}

function checkRange(
  check: Check,
  range: { readonly min?: number; readonly max?: number },
  size: number,
  at: string,
  unit: string,
): void {
  const { min = -Infinity, max = Infinity } = range;
  if (size >= min && size <= max) return;
  const bounds =
    max === Infinity
      ? `at least ${min}`
      : min === -Infinity || (min === 0 && unit !== '')
        ? `at most ${max}`
        : `${min} to ${max}`;
  report(
    check,
    at,
    unit === '' ? `must be ${bounds}, and is ${size}` : `must have ${bounds}${unit}, and has ${size}`,
  );
}

function checkMap(
  check: Check,
  shape: Extract<Shape, { type: 'map' }>,
  value: Readonly<Record<string, unknown>>,
  at: string,
): void {
  const entries = Object.entries(value);
  checkRange(check, shape, entries.length, at, ' entries');
  const keyShape = shapeOf(check.shapes, shape.key);
  const valueShape = shapeOf(check.shapes, shape.value);
  for (const [key, item] of entries) {
    const place = join(at, key);
    checkShape(check, keyShape, key, place);
    checkShape(check, valueShape, item, place);
  }
}

function checkStructure(
  check: Check,
  shape: StructureShape,
  value: Readonly<Record<string, unknown>>,
  at: string,
): void {
  for (const name of shape.required ?? []) {
    if (value[name] === undefined) report(check, join(at, name), 'must be given');
  }
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    if (member === undefined) check.found.push({ at: join(at, name), must: 'is unknown', unknown: true });
    else checkShape(check, shapeOf(check.shapes, memberShapeName(member)), item, join(at, name));
  }
}

/** Inside a request a time is text as ISO 8601 has it, or seconds since 1970. */
function isTime(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
}

function report(check: Check, at: string, must: string): void {
  check.found.push({ at, must });
}

function join(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
