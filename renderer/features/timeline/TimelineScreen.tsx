import { useState } from 'react';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { PageBody, PageHeader } from '#renderer/ui/Page.tsx';
import { EntryList } from './EntryList.tsx';
import { LogCheck } from './LogCheck.tsx';
import { type Thing, ThingField } from './ThingField.tsx';
import css from './Timeline.module.css';
import { type TimelineFilter, useTimeline } from './useTimeline.ts';

/** Everything that was done in the workspace: who, when, what, before and after, why. */
export function TimelineScreen() {
  const people = usePeople();
  const [actorId, setActorId] = useState<TimelineFilter['actorId'] | null>(null);
  const [thing, setThing] = useState<Thing | null>(null);
  const timeline = useTimeline(
    {
      ...(actorId ? { actorId } : {}),
      ...(thing ? { about: { entity: thing.entity, id: thing.id } } : {}),
    },
    60,
  );
  const filtered = actorId !== null || thing !== null;
  return (
    <>
      <PageHeader title="Timeline" actions={<LogCheck />} />
      <PageBody narrow>
        <div className={css.filters}>
          <SelectField
            label="By"
            placeholder="Anybody"
            clearable
            options={(people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={actorId ?? null}
            onChange={setActorId}
          />
          <ThingField value={thing} onChange={setThing} />
          {filtered && (
            <Button
              variant="quiet"
              onClick={() => {
                setActorId(null);
                setThing(null);
              }}
            >
              Show everything
            </Button>
          )}
        </div>
        <EntryList
          timeline={timeline}
          empty={
            filtered
              ? 'Nothing is recorded that fits these filters.'
              : 'Nothing is recorded yet. From the first entry on, this page says who changed what, when and why.'
          }
        />
      </PageBody>
    </>
  );
}
