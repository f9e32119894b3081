/** Small secrets of this device (device key, tokens for outside systems); never in the store, never in the log. */
export type SecretStore = {
  /** Where they lie; the page says it. */
  readonly keptIn: 'keychain' | 'file';
  /** The secret, or null when there is none of that name. Throws when the place cannot be read. */
  get(name: string): string | null;
  /** Stores or replaces. Throws when the place cannot be written. */
  set(name: string, value: string): void;
  /** Removes; no error when there is none. */
  remove(name: string): void;
};
