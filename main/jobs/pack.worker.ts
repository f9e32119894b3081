import { hash as digest } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { canonical } from '#db/chain.ts';
import { packFile, packFormats } from '#main/documents/pack/files.ts';
import { packModel } from '#shared/domain/pack/pack-model.ts';
import type { Snapshot } from '#shared/domain/pack/snapshot.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { PackWork } from './packs.ts';

const snapshot = workerData as Snapshot;
const say = (message: unknown) => parentPort?.postMessage(message);

async function make(): Promise<PackWork> {
  const bytes = Buffer.from(canonical(snapshot));
  const sha256 = digest('sha256', bytes, 'hex');
  const model = packModel(snapshot, sha256);
  const files: Extract<PackWork, { kind: 'made' }>['files'][number][] = [];
  for (const format of packFormats) {
    say({ kind: 'progress', progress: files.length });
    const made = await packFile(format, model);
    files.push({ format, bytes: made, hash: digest('sha256', made, 'hex') });
  }
  return { kind: 'made', sha256, snapshot: bytes, files };
}

// What a rule refuses has its words for the screen; an error would lose what it is on its way between threads.
const result = await make().catch((error: unknown): PackWork => {
  if (error instanceof Refusal) return { kind: 'refused', reason: error.message };
  throw error;
});
say({ kind: 'done', result });
