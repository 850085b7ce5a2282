import * as omics from '@aws-sdk/client-omics';

/** Where an operation is found, and the status of its success: as the SDK's own client sees it. */
export interface Route {
  readonly operation: string;
  readonly method: string;
  /** Segments of the path; `{id}` stands for anything. */
  readonly segments: readonly string[];
  readonly status: number;
}

export interface RouteMatch {
  readonly route: Route;
  /** What stood in the place of each `{name}`. */
  readonly labels: Readonly<Record<string, string>>;
}

/** All operations that the installed HealthOmics client can send. */
export function omicsRoutes(): readonly Route[] {
  return Object.values(omics)
    .map(routeOf)
    .filter((route) => route !== undefined);
}

/** The route of a request; fixed segments win over labels. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  let best: RouteMatch | undefined;
  for (const route of routes) {
    if (route.method !== method || route.segments.length !== segments.length) continue;
    const labels = labelsOf(route.segments, segments);
    if (labels === undefined) continue;
    if (best === undefined || Object.keys(labels).length < Object.keys(best.labels).length) {
      best = { route, labels };
    }
  }
  return best;
}

/** The SDK exports each operation as `[9, namespace, name, traits, input, output]`; the traits hold method and path. */
const OPERATION = 9;

function routeOf(exported: unknown): Route | undefined {
  if (!Array.isArray(exported) || exported[0] !== OPERATION) return undefined;
  const [, , operation, traits] = exported as readonly unknown[];
  const http = (traits as { readonly http?: readonly [string, string, number] } | undefined)?.http;
  if (typeof operation !== 'string' || http === undefined) return undefined;
  const [method, path, status] = http;
  return { operation, method, status, segments: path.split('/').filter((segment) => segment !== '') };
}

function labelsOf(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    const label = /^\{(\w+)\}$/.exec(expected)?.[1];
    if (label === undefined) {
      if (expected !== segment) return undefined;
      continue;
    }
    const value = decoded(segment);
    if (value === undefined) return undefined;
    labels[label] = value;
  }
  return labels;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
