type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Only the fields that were sent: an optional field that arrives as undefined means "leave it". */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
