import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { formatDateTime, formatZoneName } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, Segmented, TextField } from '#renderer/ui/Fields.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { Person, PersonTime } from '#shared/contract/people.ts';
import css from './PersonTimes.module.css';

const KINDS = [
  { value: 'duty', label: 'On duty' },
  { value: 'absence', label: 'Away' },
] as const;

/** Duty and absence of a person: what is on record, and a form for more. */
export function PersonTimes(props: {
  readonly person: Person;
  readonly times: readonly PersonTime[];
  readonly onClose: () => void;
}) {
  const { person } = props;
  const home = useZone();
  const zone = person.zone ?? home;
  const remove = useMutation(
    orpc.people.removeTime.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.people.key() }),
      onError: (error) => toastError('It was not removed', error),
    }),
  );
  return (
    <Dialog title={`Duty and absence of ${person.name}`} opened onClose={props.onClose} width={560}>
      <FieldStack>
        {props.times.length === 0 ? (
          <p className="t2">
            Nothing is on record. Record duty for the nights somebody works outside their hours, and absence
            so that nobody is planned while away.
          </p>
        ) : (
          <ul className={css.list}>
            {props.times.map((time) => (
              <li key={time.id}>
                <b>{time.kind === 'duty' ? 'On duty' : 'Away'}</b>
                <span>
                  {formatDateTime(time.start.at, time.start.zone)} to{' '}
                  {formatDateTime(time.end.at, time.end.zone)}
                  {time.note && <span className="t2">, {time.note}</span>}
                </span>
                <Button
                  size="small"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ id: time.id })}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ul>
        )}
        <NewTime person={person} zone={zone} />
      </FieldStack>
    </Dialog>
  );
}

function NewTime({ person, zone }: { readonly person: Person; readonly zone: string }) {
  const [kind, setKind] = useState<PersonTime['kind']>('duty');
  const [start, setStart] = useState({ date: '', time: '22:00' });
  const [end, setEnd] = useState({ date: '', time: '02:00' });
  const [note, setNote] = useState('');
  const add = useMutation(
    orpc.people.addTime.mutationOptions({
      onSuccess: () => {
        setNote('');
        return queryClient.invalidateQueries({ queryKey: orpc.people.key() });
      },
    }),
  );
  const complete = [start.date, start.time, end.date, end.time].every((part) => part !== '');
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return;
        add.mutate({
          personId: person.id,
          kind,
          start: { local: `${start.date}T${start.time}`, zone },
          end: { local: `${end.date}T${end.time}`, zone },
          note: note.trim(),
        });
      }}
    >
      <Segmented label="Duty or absence" options={KINDS} value={kind} onChange={setKind} />
      <LocalTimeField
        label={`From (${formatZoneName(zone)})`}
        date={start.date}
        time={start.time}
        onChange={(date, time) => {
          setStart({ date, time });
          if (end.date < date) setEnd({ ...end, date });
        }}
      />
      <LocalTimeField
        label="To"
        date={end.date}
        time={end.time}
        onChange={(date, time) => setEnd({ date, time })}
      />
      <TextField
        label="Note"
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Refusal error={add.error} />
      <div>
        <Button type="submit" variant="primary" disabled={!complete || add.isPending}>
          Record
        </Button>
      </div>
    </form>
  );
}
