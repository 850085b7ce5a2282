import type { CoercionRules, Conversion } from '../../model/index.ts';
import type { AnalyzeSettings } from '../language.ts';
import { atLeast } from './versions.ts';
import type { WdlVersion } from './versions.ts';

const PRIMITIVES: CoercionRules['primitives'] = {
  Boolean: ['String'],
  Int: ['Float', 'String'],
  Float: ['String'],
  String: ['File', 'Directory'],
  File: ['String'],
  Directory: ['String'],
};

const CONVERSIONS: readonly Conversion[] = [
  'struct-to-map',
  'object-to-struct',
  'object-to-map',
  'map-to-object',
  'map-to-struct',
  'struct-to-object',
];

/** draft-2 and 1.0 also read numbers out of strings. Source: WDL 1.0 specification, type coercion. */
const SPEC_1_0: CoercionRules = {
  primitives: { ...PRIMITIVES, String: ['File', 'Directory', 'Int', 'Float'] },
  conversions: new Set([...CONVERSIONS, 'pairs-to-map', 'any-map-to-struct']),
};

/** Source: WDL 1.1 specification, type coercion. */
const SPEC_1_1: CoercionRules = { primitives: PRIMITIVES, conversions: new Set(CONVERSIONS) };

/** Structs whose members fit; enums to and from their names. Source: WDL 1.2 specification and the 1.3 upgrade guide. */
const SPEC_1_2: CoercionRules = {
  primitives: PRIMITIVES,
  conversions: new Set([...CONVERSIONS, 'struct-to-struct', 'enum-to-string', 'string-to-enum']),
};

/**
 * What engines do beyond the letter: they look at the value and not at the type. Sources: the conversions of engine
 * `WDL_LENIENT` (HealthOmics user guide, 2025), and what miniwdl and Cromwell accept before a run.
 */
export const ENGINE_COERCIONS: CoercionRules = {
  primitives: {
    ...PRIMITIVES,
    Float: ['String', 'Int'],
    String: ['File', 'Directory', 'Int', 'Float', 'Boolean'],
  },
  conversions: new Set([
    ...CONVERSIONS,
    'optional-to-required',
    'array-to-non-empty',
    'array-to-string',
    'map-to-pairs',
    'pairs-to-map',
    'any-map-to-struct',
    'struct-to-struct',
    'enum-to-string',
    'string-to-enum',
  ]),
};

/** Among values that are written side by side, numbers are not taken for texts. */
export const LITERAL_COERCIONS: CoercionRules = {
  primitives: { Int: ['Float'], String: ['File', 'Directory'] },
  conversions: new Set(['struct-to-struct', 'object-to-struct', 'map-to-struct', 'string-to-enum']),
};

/** The conversions that count as right: the specification's, and what the chosen engine of HealthOmics adds to them. */
export function coercionsOf(
  version: WdlVersion,
  { target, engine }: Pick<AnalyzeSettings, 'target' | 'engine'>,
): CoercionRules {
  const spec = specCoercions(version);
  return target === 'healthomics' && engine === 'WDL_LENIENT' ? (LENIENT.get(spec) ?? spec) : spec;
}

/** Source: implicit conversions of engine `WDL_LENIENT`, HealthOmics user guide, documentation of 2026-03. */
const LENIENT: ReadonlyMap<CoercionRules, CoercionRules> = new Map(
  [SPEC_1_0, SPEC_1_1, SPEC_1_2].map((spec) => [
    spec,
    {
      primitives: {
        ...spec.primitives,
        Float: ['String', 'Int'],
        String: ['File', 'Directory', 'Int', 'Float'],
      },
      conversions: new Set([...spec.conversions, 'map-to-pairs', 'pairs-to-map']),
    },
  ]),
);

/** The conversions that the specification of the version allows. */
export function specCoercions(version: WdlVersion): CoercionRules {
  if (atLeast(version, '1.2')) return SPEC_1_2;
  if (atLeast(version, '1.1')) return SPEC_1_1;
  return SPEC_1_0;
}
