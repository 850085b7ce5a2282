/** The part of a command of the SDK that is changed on its way. */
interface Command {
  readonly middlewareStack: {
    add(
      middleware: (next: (given: Built) => Promise<unknown>) => (given: Built) => Promise<unknown>,
      options: { readonly step: 'build'; readonly name: string; readonly priority: 'high' },
    ): void;
  };
}

/** Structurally the SDK's HTTP request, as far as it is looked at. */
interface Built {
  readonly request: { body?: unknown };
}

/**
 * Sends members that the SDK's client does not know yet. The client writes only what stands in its own model, so newer
 * members of the service would be lost without a word. They are put into the JSON body after it was written and before
 * its length is counted and it is signed. Remove a member's detour by updating the SDK: what its model knows never comes
 * here. HealthOmics added `engineSettings`, `scratchStorageMode` and `sessionPolicy` of StartRun and StartRunBatch this way.
 */
export function withUnknownMembers<C extends object>(
  command: C,
  members: Readonly<Record<string, unknown>>,
): C {
  if (Object.keys(members).length === 0) return command;
  (command as unknown as Command).middlewareStack.add(
    (next) => (given) => {
      const { request } = given;
      request.body = merged(request.body, members);
      return next(given);
    },
    { step: 'build', name: 'omicsLensUnknownMembers', priority: 'high' },
  );
  return command;
}

/** The names of the members that a structure of the SDK's model has: the fifth part of its schema. */
export function membersOfSchema(schema: readonly unknown[]): ReadonlySet<string> {
  const names = schema[4];
  return new Set(Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []);
}

/** A request in two parts: what the SDK's model knows, and what it does not. */
export function split(
  request: Readonly<Record<string, unknown>>,
  schema: readonly unknown[],
): {
  readonly known: Readonly<Record<string, unknown>>;
  readonly unknown: Readonly<Record<string, unknown>>;
} {
  const names = membersOfSchema(schema);
  const entries = Object.entries(request);
  return {
    known: Object.fromEntries(entries.filter(([name]) => names.has(name))),
    unknown: Object.fromEntries(entries.filter(([name]) => !names.has(name))),
  };
}

function merged(body: unknown, members: Readonly<Record<string, unknown>>): Uint8Array {
  const text =
    body instanceof Uint8Array ? new TextDecoder().decode(body) : typeof body === 'string' ? body : '';
  const written = JSON.parse(text === '' ? '{}' : text) as Readonly<Record<string, unknown>>;
  return new TextEncoder().encode(JSON.stringify({ ...written, ...members }));
}
