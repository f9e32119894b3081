import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { Change } from '#shared/contract/changes.ts';
import type { Person } from '#shared/contract/people.ts';
import type { ApprovalStanding } from '#shared/contract/standing.ts';
import { mayEditCondition } from '#shared/domain/approvals/conditions.ts';
import css from './Approvals.module.css';
import { takeStanding } from './useStanding.ts';

type Condition = ApprovalStanding['conditions'][number];

/** What approvals depend on, and what was done about it. */
export function ConditionList(props: {
  readonly conditions: readonly Condition[];
  readonly change: Pick<Change, 'ref' | 'state'>;
  readonly zone: string;
  readonly people: readonly Pick<Person, 'id' | 'name'>[];
}) {
  const [asking, setAsking] = useState<Condition | null>(null);
  const [editing, setEditing] = useState<Condition | null>(null);
  if (props.conditions.length === 0) return null;
  return (
    <>
      <h3 className={css.sub}>Conditions</h3>
      <ul className={css.stages} aria-label="Conditions">
        {props.conditions.map((one) => (
          <li key={one.id} className={css.stage}>
            <div className={css.head}>
              <Chip state={one.metAt !== null ? 'done' : one.inForce ? 'blocked' : 'skipped'}>
                {one.metAt !== null ? 'met' : one.inForce ? 'open' : 'no longer asked'}
              </Chip>
              <span dir="auto">{one.text}</span>
            </div>
            {one.metAt !== null && (
              <p className={css.quiet}>
                {props.people.find(({ id }) => id === one.metBy)?.name ?? 'Somebody who was removed'},{' '}
                {formatDateTime(one.metAt, props.zone)}
                {one.metNote !== '' && `: ${one.metNote}`}
              </p>
            )}
            {one.inForce && (
              <div className={css.acts}>
                <Button size="small" onClick={() => setAsking(one)}>
                  {one.metAt === null ? 'Mark as met' : 'Open again'}
                  <span className="sr">: {one.text}</span>
                </Button>
                {mayEditCondition(one, props.change).ok && (
                  <Button size="small" variant="quiet" onClick={() => setEditing(one)}>
                    Edit<span className="sr">: {one.text}</span>
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <ReasonDialog
          title="Edit the condition"
          confirm="Save"
          label="Condition"
          first={editing.text}
          needed
          onClose={() => setEditing(null)}
          act={async (text) => takeStanding(await client.approvals.editCondition({ id: editing.id, text }))}
        />
      )}
      {asking && (
        <ReasonDialog
          title={asking.metAt === null ? 'Condition met' : 'Open the condition again'}
          confirm={asking.metAt === null ? 'Mark as met' : 'Open again'}
          needed={asking.metAt !== null}
          onClose={() => setAsking(null)}
          act={async (text) =>
            takeStanding(
              asking.metAt === null
                ? await client.approvals.meetCondition({ id: asking.id, note: text })
                : await client.approvals.reopenCondition({ id: asking.id, reason: text }),
            )
          }
        >
          <p dir="auto">{asking.text}</p>
        </ReasonDialog>
      )}
    </>
  );
}
