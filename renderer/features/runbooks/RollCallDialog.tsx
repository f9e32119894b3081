import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Checkbox, FieldStack, Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { Presence, RollAnswer } from '#shared/contract/planning.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { openStepsOf } from '#shared/domain/runs/hand-over.ts';
import { rollOf } from '#shared/domain/runs/roll-call.ts';
import { shortList } from '#shared/domain/wording.ts';
import css from './PlanCentre.module.css';
import type { RunModel } from './runModel.ts';

const PRESENCE = [
  { value: 'present', label: 'Present' },
  { value: 'deputy', label: 'Deputy' },
  { value: 'absent', label: 'Absent' },
] as const satisfies readonly { value: Presence; label: string }[];

/** Calls every owner and voter of a run by name: who is there, who stands in, who is missing. */
export function RollCallDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { people, run, steps, events } = model.view;
  const roll = rollOf(steps);
  const [answers, setAnswers] = useState<ReadonlyMap<PersonId, Omit<RollAnswer, 'personId'>>>(new Map());
  const call = useMutation(orpc.planning.callRoll.mutationOptions({ onSuccess: close }));
  const answerOf = (id: PersonId) =>
    answers.get(id) ?? { presence: 'present' as const, deputyId: null, takesSteps: true };
  const answer = (id: PersonId, given: Partial<RollAnswer>) =>
    setAnswers(new Map(answers).set(id, { ...answerOf(id), ...given }));
  const given = roll.map(({ personId }): RollAnswer => {
    const { presence, deputyId, takesSteps } = answerOf(personId);
    const deputised = presence === 'deputy';
    return { personId, presence, deputyId: deputised ? deputyId : null, takesSteps: deputised && takesSteps };
  });
  const isThere = (id: PersonId) => answerOf(id).presence === 'present';
  const ready = given.every(({ presence, deputyId }) => presence !== 'deputy' || deputyId !== null);
  return (
    <FormDialog
      title="Roll-call"
      confirm="Record the roll-call"
      width={640}
      ready={ready && roll.length > 0}
      busy={call.isPending}
      error={call.error}
      act={() => call.mutate({ id: run.id, answers: given })}
      onClose={close}
    >
      {roll.length === 0 && <p>No step has an owner or a voter yet; there is nobody to call.</p>}
      <div className={css.roll}>
        {roll.map(({ personId, owns, votes }) => {
          const person = people.find(({ id }) => id === personId);
          const name = person?.name ?? 'Somebody who is gone';
          const { presence, deputyId, takesSteps } = answerOf(personId);
          const open = openStepsOf(steps, events, personId);
          return (
            <div key={personId}>
              <p>
                <b>{name}</b>{' '}
                {person?.phone && (
                  <a className={css.phone} href={`tel:${person.phone.replace(/[^+\d]/g, '')}`}>
                    <Icon name="phone" /> {person.phone}
                  </a>
                )}
                <br />
                <span className="t2">{dutyWords(owns, votes)}</span>
              </p>
              <Segmented
                label={`${name} is`}
                options={PRESENCE}
                value={presence}
                onChange={(value) => answer(personId, { presence: value })}
              />
              {presence === 'deputy' ? (
                <FieldStack>
                  <SelectField
                    aria-label={`Deputy of ${name}`}
                    placeholder="Who stands in"
                    options={people
                      .filter(({ id }) => id !== personId && isThere(id))
                      .map(({ id, name: label }) => ({ value: id, label }))}
                    value={deputyId}
                    onChange={(id) => answer(personId, { deputyId: id })}
                  />
                  {open.length > 0 && (
                    <Checkbox
                      label={`Takes ${dutyWords(
                        open.map(({ number }) => number),
                        [],
                      )}`}
                      checked={takesSteps}
                      onChange={(event) => answer(personId, { takesSteps: event.currentTarget.checked })}
                    />
                  )}
                </FieldStack>
              ) : (
                <span />
              )}
            </div>
          );
        })}
      </div>
    </FormDialog>
  );
}

function dutyWords(owns: readonly number[], votes: readonly number[]): string {
  const said = (what: string, numbers: readonly number[]) =>
    numbers.length === 0 ? [] : [`${what} ${shortList(numbers.map(String), 6)}`];
  return [
    ...said(owns.length === 1 ? 'step' : 'steps', owns),
    ...said(votes.length === 1 ? 'a word at gate' : 'a word at gates', votes),
  ].join(', ');
}
