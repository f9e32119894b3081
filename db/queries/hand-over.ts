import type { RunView } from '#shared/contract/runbooks.ts';
import { type NoteId, newId, type PersonId, type RunId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { handOverRefusal, handOverText, openStepsOf } from '#shared/domain/runs/hand-over.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
import { capital } from '#shared/domain/wording.ts';
import { type Tx, type Who, write } from '../log.ts';
import { step } from '../schema/runbooks.ts';
import { note } from '../schema/warroom.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';
import { addMoment, nameOf } from './run-moments.ts';
import { recordedNext } from './run-order.ts';
import { eventsOf, getRun, mustNotHaveEnded, runView, stepsOf } from './runs.ts';
import { notesOf } from './warroom.ts';

type HandOver = {
  readonly id: RunId;
  readonly fromId: PersonId;
  readonly toId: PersonId;
  /** Also the roles of the room that they hold. */
  readonly roles: boolean;
  readonly note: string;
};

/**
 * Gives every open step of one person in a run to another, started ones too, in one entry and with one line of its log.
 * What a person finished stays theirs. Throws NOT_FOUND, REFUSED.
 */
export function handOverSteps(store: Store, who: Who, input: HandOver): RunView {
  write(store, who, input.note.trim() || 'Steps handed over', (tx) => handOverIn(tx, who, input));
  return runView(store.db, input.id, store.now());
}

/** As `handOverSteps`, within an entry that does more. Throws NOT_FOUND, REFUSED. */
export function handOverIn(tx: Tx, who: Who, input: HandOver): void {
  const { id, fromId, toId } = input;
  mustNotHaveEnded(getRun(tx, id));
  mustExist(tx, { person: [fromId, toId] });
  const names = { from: nameOf(tx, fromId), to: nameOf(tx, toId) };
  const open = openStepsOf(stepsOf(tx, id), eventsOf(tx, id), fromId);
  const held = roleHolders(notesOf(tx, id)).filter(({ personId }) => personId === fromId);
  const roles = input.roles ? held.map(({ role }) => role) : [];
  const fault = handOverRefusal(input, names.from, open, roles);
  if (fault) throw refused(fault);
  for (const one of open) tx.patch(step, one.id, { ownerId: toId });
  addMoment(tx, who, id, { kind: 'hand over', comment: handOverText(open, roles, names, input.note) });
  for (const role of roles) {
    tx.insert(note, {
      id: newId<NoteId>(),
      runId: id,
      kind: 'role',
      text: `${capital(role)}: ${names.to}, from ${names.from}`,
      role,
      ownerId: toId,
      nextUpdateAt: null,
      aboutId: null,
      stepId: null,
      actorId: who.onBehalfOf ?? who.actor,
      occurredAt: tx.now,
      recordedAt: recordedNext(tx, id, tx.now),
    });
  }
}
