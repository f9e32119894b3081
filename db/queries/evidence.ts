import { hash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Evidence } from '#shared/contract/run-records.ts';
import { type EvidenceId, newId, type RunId, type StepId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { evidenceRefusal, PICTURE_BYTES, pictureType } from '#shared/domain/runs/evidence.ts';
import { writeLocal } from '../local.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { evidence } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { contentOf } from './packs.ts';
import { recordedNext } from './run-order.ts';
import { getRun, getStep, mustNotHaveEnded } from './runs.ts';

/** What is attached to the steps of a run, in the order it was recorded. */
export function evidenceOf(db: ReadDb, runId: RunId): Evidence[] {
  return db
    .select()
    .from(evidence)
    .where(eq(evidence.runId, runId))
    .orderBy(evidence.recordedAt, evidence.id)
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

/** How much is attached to a step. */
export function attachedTo(db: ReadDb, stepId: StepId): number {
  return db.select({ id: evidence.id }).from(evidence).where(eq(evidence.stepId, stepId)).all().length;
}

/** Attaches something to a step. Throws NOT_FOUND, REFUSED for what is no link or no picture, and once the run has ended. */
export function attachEvidence(
  store: Store,
  who: Who,
  input: { stepId: StepId; kind: Evidence['kind']; text: string; picture?: string | undefined },
): Evidence {
  const why = evidenceRefusal(input.kind, input.text);
  if (why !== null) throw refused(why);
  const picture = input.kind === 'picture' ? pictureOf(input.picture ?? '') : null;
  // Bytes first: what nobody refers to does no harm, a record without its bytes would.
  if (picture)
    writeLocal(store, [], (run) =>
      run(
        'INSERT INTO content VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        picture.sha256,
        picture.bytes,
        store.now(),
      ),
    );
  return write(store, who, 'Evidence attached', (tx) => {
    const { runId } = getStep(tx, input.stepId);
    mustNotHaveEnded(getRun(tx, runId));
    const { removedAt: _, ...row } = tx.insert(evidence, {
      id: newId<EvidenceId>(),
      runId,
      stepId: input.stepId,
      kind: input.kind,
      text: input.text.trim(),
      sha256: picture?.sha256 ?? null,
      bytes: picture?.bytes.length ?? null,
      mime: picture?.mime ?? null,
      actorId: who.onBehalfOf ?? who.actor,
      occurredAt: tx.now,
      recordedAt: recordedNext(tx, runId, tx.now),
    });
    return row;
  });
}

function pictureOf(base64: string): { bytes: Buffer; mime: string; sha256: string } {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0) throw refused('There is no picture. Choose a file or paste one.');
  if (bytes.length > PICTURE_BYTES) throw refused('The picture is larger than 5 MB. Attach a smaller one.');
  const mime = pictureType(bytes);
  if (mime === null) throw refused('This is no PNG, JPEG or WebP picture.');
  return { bytes, mime, sha256: hash('sha256', bytes, 'hex') };
}

/** A picture as a `data:` address. Throws NOT_FOUND, REFUSED when its bytes are gone or altered. */
export function evidencePicture(db: ReadDb, id: EvidenceId): string {
  const row = db.select().from(evidence).where(eq(evidence.id, id)).get();
  if (!row?.sha256 || row.mime === null) throw notFound('This picture');
  return `data:${row.mime};base64,${contentOf(db, row.sha256, 'This picture').toString('base64')}`;
}
