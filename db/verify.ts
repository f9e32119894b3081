import type { KeyObject } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { DeviceId } from '#shared/domain/ids.ts';
import { GENESIS } from '#shared/domain/log.ts';
import { entryHash, isSigned, sha256 } from './chain.ts';
import { publicKeyOf } from './identity.ts';

export type EntryRow = {
  n: number;
  device: DeviceId;
  seq: number;
  hlc: string;
  actor: string;
  on_behalf_of: string | null;
  at: number;
  reason: string;
  group_id: string;
  schema_version: number;
  ops_json: string;
  prev_hash: string;
  hash: string;
  signature: string;
};

/** What is wrong with an entry, in words, or null: its operations, hash, place in the chain and signature are checked. */
export function faultOf(
  entry: EntryRow,
  before: { seq: number; hash: string },
  publicKey: KeyObject,
): string | null {
  if (entry.seq !== before.seq + 1)
    return `entry ${entry.seq} follows entry ${before.seq}: something between them is gone`;
  if (entry.prev_hash !== before.hash) return `entry ${entry.seq} does not continue the entry before it`;
  const hash = entryHash({
    device: entry.device,
    seq: entry.seq,
    hlc: entry.hlc,
    actor: entry.actor,
    onBehalfOf: entry.on_behalf_of,
    at: entry.at,
    reason: entry.reason,
    group: entry.group_id,
    schemaVersion: entry.schema_version,
    opsHash: sha256(entry.ops_json),
    prevHash: entry.prev_hash,
  });
  if (hash !== entry.hash) return `entry ${entry.seq} was altered after it was written`;
  if (!isSigned(publicKey, hash, entry.signature))
    return `entry ${entry.seq} does not carry the signature of its device`;
  return null;
}

export type Verdict = { readonly entries: number; readonly fault: string | null };

/** Checks every entry of every device, oldest first; calls back now and then with the number checked. */
export function verifyLog(sqlite: Database.Database, onProgress: (done: number) => void): Verdict {
  const devices = sqlite.prepare('SELECT id, letters, public_key FROM device').all() as {
    id: DeviceId;
    letters: string;
    public_key: string;
  }[];
  const strangers = sqlite
    .prepare('SELECT count(*) AS n FROM log_entry WHERE device NOT IN (SELECT id FROM device)')
    .get() as { n: number };
  if (strangers.n > 0)
    return { entries: 0, fault: `${strangers.n} entries come from a device that this file does not know` };
  let entries = 0;
  for (const device of devices) {
    const publicKey = publicKeyOf(device.public_key);
    let before = { seq: 0, hash: GENESIS };
    const rows = sqlite.prepare('SELECT * FROM log_entry WHERE device = ? ORDER BY seq').iterate(device.id);
    for (const entry of rows as IterableIterator<EntryRow>) {
      const fault = faultOf(entry, before, publicKey);
      if (fault) return { entries, fault: `Device ${device.letters}: ${fault}` };
      before = entry;
      entries += 1;
      if (entries % 1000 === 0) onProgress(entries);
    }
  }
  return { entries, fault: null };
}
