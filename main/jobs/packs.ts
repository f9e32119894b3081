import type { Who } from '#db/log.ts';
import { getMeeting } from '#db/queries/cab.ts';
import { gatherSnapshot } from '#db/queries/pack-snapshot.ts';
import {
  contentOf,
  getPack,
  listPacks,
  type MadePack,
  nextNumber,
  recordPack,
  snapshotOf,
} from '#db/queries/packs.ts';
import type { Store } from '#db/store.ts';
import type { PackFormat } from '#shared/contract/packs.ts';
import type { CabMeetingId, PackId } from '#shared/domain/ids.ts';
import type { Snapshot } from '#shared/domain/pack/snapshot.ts';
import { Refusal, refused } from '#shared/domain/refusal.ts';
import { runWorker } from './run-worker.ts';
import { zoneName } from './zone-name.ts';

/** What the worker answers with. */
export type PackWork =
  | ({ readonly kind: 'made' } & MadePack)
  | { readonly kind: 'refused'; readonly reason: string };

const file = new URL('./pack.worker.ts', import.meta.url);
const MAKING: readonly string[] = [
  'Setting the PDF',
  'Writing the Word document',
  'Writing the HTML',
  'Writing the Markdown',
];

/** Freezes what stands on the agenda of a meeting and makes its documents in a worker thread; yields progress, then the pack. Ending it leaves nothing. */
export async function* freezePack(
  store: Store,
  who: Who,
  { meetingId, title }: { readonly meetingId: CabMeetingId; readonly title: string },
  signal: AbortSignal | undefined,
) {
  const { db } = store;
  const meeting = getMeeting(db, meetingId);
  const [last] = listPacks(db, meetingId);
  const number = nextNumber(db, meetingId);
  const frozenAt = store.now();
  yield {
    kind: 'progress' as const,
    progress: { done: 0, total: MAKING.length + 1, what: 'Reading the agenda' },
  };
  const snapshot = await gatherSnapshot(
    db,
    meeting,
    {
      number,
      title,
      by: who.actor,
      last: last ? lastOf(store, last) : null,
      zoneShort: (zone) => zoneName(zone, frozenAt),
    },
    frozenAt,
  );
  if (snapshot.agenda.length === 0)
    throw refused(
      `Nothing stands on the agenda of ${meeting.ref}. Put changes or releases on it, then freeze.`,
    );
  const made = yield* madeFrom(snapshot, signal);
  signal?.throwIfAborted();
  const pack = recordPack(store, who, { meetingId, number, title, frozenAt }, made);
  yield { kind: 'done' as const, pack };
}

/** A snapshot that cannot be read is no reason not to freeze the next; there is nothing to compare with then. */
function lastOf(store: Store, pack: Parameters<typeof snapshotOf>[1]): Snapshot | null {
  try {
    return snapshotOf(store.db, pack);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Makes the documents of a pack again from its snapshot and says whether they are the same, byte for byte. */
export async function* packAgain(store: Store, id: PackId, signal: AbortSignal | undefined) {
  const pack = getPack(store.db, id);
  const made = yield* madeFrom(snapshotOf(store.db, pack), signal);
  const differ = made.files
    .filter(({ format, hash }) => pack.files[format] !== undefined && pack.files[format].hash !== hash)
    .map(({ format }) => format);
  for (const [format, stored] of Object.entries(pack.files))
    contentOf(store.db, stored.hash, `The ${names[format as PackFormat]} of pack ${pack.number}`);
  const same = made.sha256 === pack.sha256 && differ.length === 0;
  yield {
    kind: 'done' as const,
    same,
    differ,
    verdict: same
      ? `Pack ${pack.number} was made again from its snapshot: all ${made.files.length} documents are the same, byte for byte.`
      : `The snapshot of pack ${pack.number} is sound, but this version of Slipway sets it otherwise: ${differ.map((one) => names[one]).join(', ')}. The stored documents are those the board saw.`,
  };
}

async function* madeFrom(snapshot: Snapshot, signal: AbortSignal | undefined) {
  const work = runWorker<number, PackWork>(file, snapshot, signal);
  for (;;) {
    const step = await work.next();
    if (step.done) {
      if (step.value.kind === 'refused') throw refused(step.value.reason);
      return step.value;
    }
    const what = MAKING[step.value] ?? '';
    yield { kind: 'progress' as const, progress: { done: step.value + 1, total: MAKING.length + 1, what } };
  }
}

/** Formats as a person names them. */
export const names: Readonly<Record<PackFormat, string>> = {
  pdf: 'PDF',
  docx: 'Word document',
  html: 'HTML',
  md: 'Markdown',
};
