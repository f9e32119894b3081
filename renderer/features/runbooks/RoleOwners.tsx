import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { RunPlan } from '#shared/contract/planning.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { capital, counted, shortList } from '#shared/domain/wording.ts';
import css from './PlanCentre.module.css';
import type { RunModel } from './runModel.ts';

/** Steps without an owner, by the role they ask for, and the one click that gives them out. */
export function RoleOwners({ model, plan }: { readonly model: RunModel; readonly plan: RunPlan }) {
  const { people, run } = model.view;
  const [chosen, setChosen] = useState<Readonly<Record<string, PersonId | null>>>({});
  const assign = useMutation(orpc.planning.assignRoles.mutationOptions());
  const { roles, unowned } = plan;
  const free = roles.reduce((sum, { numbers }) => sum + numbers.length, unowned.length);
  if (free === 0) return null;
  const ownerOf = ({ role, candidates }: RunPlan['roles'][number]) =>
    chosen[role] === undefined && candidates.length === 1 ? (candidates[0] ?? null) : (chosen[role] ?? null);
  const owners = roles.flatMap((one) => {
    const personId = ownerOf(one);
    return personId === null ? [] : [{ role: one.role, personId, steps: one.numbers.length }];
  });
  const given = owners.reduce((sum, { steps }) => sum + steps, 0);
  const name = (id: PersonId) => people.find((person) => person.id === id)?.name ?? '';
  return (
    <section className={css.block} aria-label="Steps without an owner">
      <h2>
        <StateGlyph state="amber" /> {capital(counted(free, 'step'))} without an owner
      </h2>
      <div className={css.roles}>
        {roles.map((one) => {
          const others = people.filter(({ id }) => !one.candidates.includes(id)).map(({ id }) => id);
          return (
            <div key={one.role} className={css.role}>
              <span>
                <b>{one.role}</b>
                <span className="t2">
                  {' '}
                  {one.numbers.length === 1 ? 'step' : 'steps'} {shortList(one.numbers.map(String), 8)}
                </span>
              </span>
              <SelectField
                aria-label={`Owner of the steps for ${one.role}`}
                placeholder={one.candidates.length === 0 ? 'Nobody has this role' : 'Several have this role'}
                clearable
                options={[...one.candidates, ...others].map((id) => ({ value: id, label: name(id) }))}
                value={ownerOf(one)}
                onChange={(id) => setChosen({ ...chosen, [one.role]: id })}
              />
            </div>
          );
        })}
        {unowned.length > 0 && (
          <p className="t2">
            Asking for no role:{' '}
            {shortList(
              unowned.map(({ number, title }) => `${number} ${title}`),
              6,
            )}
            . Name their owners one by one.
          </p>
        )}
      </div>
      {roles.length > 0 && (
        <Button
          variant="primary"
          disabled={owners.length === 0 || assign.isPending}
          onClick={() =>
            assign.mutate({ id: run.id, owners: owners.map(({ role, personId }) => ({ role, personId })) })
          }
        >
          {assign.isPending
            ? 'Writing'
            : owners.length === 0
              ? 'Assign owners'
              : `Assign owners of ${counted(given, 'step')}`}
        </Button>
      )}
      <Refusal error={assign.error} />
    </section>
  );
}
