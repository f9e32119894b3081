import fc from 'fast-check';
import type { z } from 'zod';
import type { Route } from './routes.ts';

/** Values that exist in the workspace under test, so that inputs hit something: ids, references, names. */
export type Known = readonly string[];

const NASTY_TEXT = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '\u202e\u0000\uffff\ufeff',
  "'; DROP TABLE change; --",
  '" OR NEAR( * ^ -',
  '<img src=x onerror=alert(1)>',
  '{{constructor}}',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'x'.repeat(3000),
  'ß'.repeat(200),
  '👩‍👩‍👧‍👦'.repeat(20),
  '%s%n%00',
  '$.a[0]',
];
const PLAIN_TEXT = [
  'a',
  'v1.2.3',
  'Rotate the keys',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'FREQ=WEEKLY;BYDAY=TU',
];
const TIMES = ['2027-02-11T22:00', '2027-03-28T02:30', '9999-12-31T23:59', '0000-01-01T00:00'];
const TEXTS = [...NASTY_TEXT, ...PLAIN_TEXT, ...TIMES];
const NUMBERS = [0, 1, 2, 5, 40, 60, 500, 10_080, -1, 1_800_000_000_000, 1_802_300_400_000];
const WILD_NUMBERS = [
  NaN,
  Infinity,
  -0,
  1.5,
  2 ** 53,
  -(2 ** 53),
  1e308,
  Number.MIN_VALUE,
  8.64e15 + 1,
  -8.64e15,
];

/** Inputs for a route: anything at all, inputs of the right shape, and inputs of the right shape but for one place. */
export function inputsFor(route: Route, known: Known): fc.Arbitrary<unknown> {
  if (!route.input) return fc.oneof(wild, fc.constant(undefined));
  const shaped = valid(route.input, known);
  return fc.oneof(
    { weight: 2, arbitrary: wild },
    { weight: 5, arbitrary: shaped },
    {
      weight: 4,
      arbitrary: fc.tuple(shaped, fc.nat(), wild).map(([input, place, value]) => spoil(input, place, value)),
    },
  );
}

const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
    maxDepth: 4,
  }),
  fc.constantFrom<unknown>(...NASTY_TEXT, ...WILD_NUMBERS, null, undefined, [], {}, [[[[]]]]),
  fc.constantFrom(5000).map((depth) => {
    let nested: unknown = 0;
    for (let n = 0; n < depth; n += 1) nested = { nested };
    return nested;
  }),
  fc.constant(
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  ),
);

/** Inputs that the schema accepts, or nearly: refinements across fields are not looked at. */
function valid(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Definition;
  const inner = () => valid(def.innerType as z.ZodType, known);
  switch (def.type) {
    case 'object': {
      const shape = def.shape ?? {};
      const fields = Object.fromEntries(
        Object.entries(shape).map(([name, field]) => [name, valid(field, known)]),
      );
      const required = Object.keys(shape).filter((name) => !isOptional(shape[name] as z.ZodType));
      return fc.record(fields, { requiredKeys: required as never[] });
    }
    case 'array':
      return fc.array(valid(def.element as z.ZodType, known), { minLength: 0, maxLength: 4 });
    case 'optional':
    case 'default':
      return fc.option(inner(), { nil: undefined });
    case 'nullable':
      return fc.option(inner(), { nil: null });
    case 'union':
      return fc.oneof(...(def.options ?? []).map((option) => valid(option, known)));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'boolean':
      return fc.boolean();
    case 'string':
      return accepted(
        schema,
        [...known, ...TEXTS],
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.uuid()),
      );
    case 'number':
      return accepted(schema, NUMBERS, fc.integer({ min: -5, max: 600 }));
    default:
      return wild;
  }
}

type Definition = {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Record<string, string>;
  readonly values?: readonly unknown[];
};

function isOptional(schema: z.ZodType): boolean {
  return ['optional', 'default'].includes(schema._zod.def.type);
}

/** Mostly values of the pool that the schema takes; now and then any text or number. */
function accepted(
  schema: z.ZodType,
  pool: readonly unknown[],
  any: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fitting = pool.filter((value) => schema.safeParse(value).success);
  if (fitting.length === 0) return any;
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: any });
}

/** The input with one of its places, counted through, replaced by another value. */
function spoil(input: unknown, place: number, value: unknown): unknown {
  const places = placesOf(input);
  const target = places[place % Math.max(places.length, 1)];
  return target ? put(input, target, value) : value;
}

function placesOf(input: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof input !== 'object' || input === null || path.length > 5) return [path];
  return [path, ...Object.entries(input).flatMap(([key, child]) => placesOf(child, [...path, key]))];
}

function put(input: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string, unknown> = Array.isArray(input)
    ? ([...input] as never)
    : { ...(input as object) };
  copy[key] = put(copy[key], rest, value);
  return copy;
}
