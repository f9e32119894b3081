import type { DeviceId } from './ids.ts';

/** The value an author saw: the entry that had set it. */
export type Base = readonly [device: DeviceId, seq: number];

/**
 * One operation of a log entry. `field` is `*` when the row was made, and `value` then holds all its fields;
 * otherwise `value` is the field's new value. Unknown entities and fields of a newer version are kept as they are.
 */
export type Op = {
  readonly entity: string;
  readonly id: string;
  readonly field: string;
  readonly value: unknown;
  readonly base: Base | null;
};

/** What an entry's hash is computed over, as canonical JSON (RFC 8785); `opsHash` stands for the operations. */
export type EntryHead = {
  readonly device: DeviceId;
  readonly seq: number;
  readonly hlc: string;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly at: number;
  readonly reason: string;
  readonly group: string;
  readonly schemaVersion: number;
  readonly opsHash: string;
  readonly prevHash: string;
};

/** `prevHash` of a device's first entry. */
export const GENESIS = '0'.repeat(64);
