import { useState } from 'react';
import css from '#renderer/features/settings/Settings.module.css';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { PersonTag } from '#renderer/ui/PersonTag.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Person } from '#shared/contract/people.ts';
import { PersonDialog } from './PersonDialog.tsx';
import { PersonTimes } from './PersonTimes.tsx';
import { usePeople, useSetOperator } from './usePeople.ts';

/** Who is in the workspace, in which team and role; and who operates this device. */
export function PeopleSection() {
  const { operatorId } = useWorkspace();
  const query = usePeople();
  const set = useSetOperator();
  const [edited, edit] = useState<Person | 'new' | null>(null);
  const [planned, plan] = useState<Person | null>(null);
  const operate = (person: Person) =>
    set.mutate(
      { id: person.id },
      {
        onSuccess: () => toastDone(`${person.name} operates now`),
        onError: (error) => toastError('The operator was not switched', error),
      },
    );
  return (
    <>
      <p className={css.lead}>
        On one shared laptop roles guide and enforce nothing: anyone at the keyboard can act as anyone. Every
        entry carries the name of the operator.
      </p>
      <QueryState query={query} what="The list of people">
        {({ people, teams, times }) => (
          <>
            <div className={css.scroll}>
              <table className={css.table}>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Team</th>
                    <th scope="col">Roles</th>
                    <th scope="col">Reach</th>
                    <th scope="col">
                      <span className="sr">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {people.map((person) => (
                    <tr key={person.id}>
                      <td>
                        <PersonTag name={person.name} initials={person.initials} />
                      </td>
                      <td>
                        {teams.find((team) => team.id === person.teamId)?.name ?? (
                          <span className="t3">none</span>
                        )}
                      </td>
                      <td>{person.roles.join(', ') || <span className="t3">none</span>}</td>
                      <td>{person.phone || person.email || <span className="t3">not given</span>}</td>
                      <td className="num">
                        {person.id === operatorId ? (
                          <span className="b">operates </span>
                        ) : (
                          <Button size="small" variant="quiet" onClick={() => operate(person)}>
                            Operate<span className="sr"> as {person.name}</span>
                          </Button>
                        )}
                        <Button size="small" variant="quiet" onClick={() => plan(person)}>
                          Duty and absence<span className="sr"> of {person.name}</span>
                        </Button>
                        <Button size="small" onClick={() => edit(person)}>
                          Edit<span className="sr"> {person.name}</span>
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <div className={css.foot}>
              <Button icon="plus" onClick={() => edit('new')}>
                Person
              </Button>
              <span className="t2">
                {teams.length === 0 ? 'No teams yet.' : `Teams: ${teams.map((team) => team.name).join(', ')}`}
              </span>
            </div>
            {planned !== null && (
              <PersonTimes
                person={planned}
                times={times.filter((time) => time.personId === planned.id)}
                onClose={() => plan(null)}
              />
            )}
            {edited !== null && (
              <PersonDialog
                key={edited === 'new' ? 'new' : edited.id}
                person={edited === 'new' ? null : edited}
                people={people}
                teams={teams}
                onClose={() => edit(null)}
              />
            )}
          </>
        )}
      </QueryState>
    </>
  );
}
