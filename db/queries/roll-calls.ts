import type { RollAnswer } from '#shared/contract/planning.ts';
import type { Note } from '#shared/contract/warroom.ts';
import { type NoteId, newId, type PersonId, type RunId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { openStepsOf } from '#shared/domain/runs/hand-over.ts';
import { rollText } from '#shared/domain/runs/roll-call.ts';
import { type Who, write } from '../log.ts';
import { note } from '../schema/warroom.ts';
import type { Store } from '../store.ts';
import { handOverIn } from './hand-over.ts';
import { listPeople } from './people.ts';
import { mustExist } from './references.ts';
import { recordedNext } from './run-order.ts';
import { eventsOf, getRun, mustNotHaveEnded, stepsOf } from './runs.ts';

/**
 * Records who is there, one note for each person, in one entry; a deputy takes the open steps where that is said. Throws
 * NOT_FOUND, REFUSED.
 */
export function callRoll(store: Store, who: Who, runId: RunId, answers: readonly RollAnswer[]): Note[] {
  return write(store, who, 'Roll called', (tx) => {
    mustNotHaveEnded(getRun(tx, runId));
    mustExist(tx, { person: answers.flatMap(({ personId, deputyId }) => [personId, deputyId]) });
    if (new Set(answers.map(({ personId }) => personId)).size < answers.length)
      throw refused('Somebody was called twice. Each person answers once.');
    const missing = new Set<PersonId | null>(
      answers.filter(({ presence }) => presence !== 'present').map(({ personId }) => personId),
    );
    // One call, one moment: who was called together is told by it.
    const recordedAt = recordedNext(tx, runId, tx.now);
    const names = new Map(listPeople(tx).map(({ id, name }) => [id, name]));
    const notes = answers.map(({ personId, presence, deputyId }) => {
      const name = names.get(personId) ?? '';
      if (presence === 'deputy' && (deputyId === null || deputyId === personId))
        throw refused(`Name who stands in for ${name}.`);
      if (presence === 'deputy' && missing.has(deputyId))
        throw refused(
          `${(deputyId && names.get(deputyId)) ?? ''} is to stand in for ${name} and is not there either.`,
        );
      const { removedAt: _, ...row } = tx.insert(note, {
        id: newId<NoteId>(),
        runId,
        kind: 'roll-call',
        text: rollText(presence, name, (deputyId && names.get(deputyId)) ?? ''),
        role: null,
        ownerId: personId,
        nextUpdateAt: null,
        aboutId: null,
        stepId: null,
        actorId: who.onBehalfOf ?? who.actor,
        occurredAt: tx.now,
        recordedAt,
      });
      return row;
    });
    for (const { personId, presence, deputyId, takesSteps } of answers) {
      if (presence !== 'deputy' || deputyId === null || !takesSteps) continue;
      if (openStepsOf(stepsOf(tx, runId), eventsOf(tx, runId), personId).length > 0)
        handOverIn(tx, who, { id: runId, fromId: personId, toId: deputyId, roles: false, note: '' });
    }
    return notes;
  });
}
