/** Equal as data: lists and records are compared by what they hold, in the order they hold it. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b || typeof a === 'string' || typeof b === 'string') return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}
