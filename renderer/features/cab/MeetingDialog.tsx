import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { RepeatFields } from '#renderer/features/calendar/windows/RepeatFields.tsx';
import { useNames } from '#renderer/features/changes/names.ts';
import { followDay } from '#renderer/features/trains/followDay.ts';
import { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { MultiSelectField, NumberInput, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { CabMeeting } from '#shared/contract/cab.ts';
import {
  endsItself,
  fieldsOfMeeting,
  LONGEST_SERIES,
  type MeetingDraft,
  type MeetingErrors,
} from './meetingDraft.ts';

/** Calls a meeting or a series of them, or changes one; what was typed stays when it is refused. */
export function MeetingDialog(props: {
  readonly meeting: CabMeeting | null;
  readonly start: MeetingDraft;
  readonly onClose: () => void;
}) {
  const { meeting } = props;
  const [draft, setDraft] = useState(props.start);
  const [errors, setErrors] = useState<MeetingErrors>({});
  const { people } = useNames();
  const set = (part: Partial<MeetingDraft>) => {
    setDraft({ ...draft, ...part });
    setErrors({});
  };
  const save = useMutation({
    mutationFn: async () => {
      const result = fieldsOfMeeting(draft);
      if ('errors' in result) {
        setErrors(result.errors ?? {});
        return null;
      }
      const { fields, rrule } = result;
      return meeting === null
        ? client.cab.add({ ...fields, rrule })
        : [await client.cab.patch({ id: meeting.id, fields })];
    },
    onSuccess: (done) => {
      if (done === null) return;
      if (meeting === null)
        toastDone(
          done.length === 1
            ? `${done[0]?.ref} is called`
            : `${formatCount(done.length, 'meeting')} are called`,
        );
      props.onClose();
    },
  });
  return (
    <FormDialog
      title={meeting === null ? 'Call a CAB meeting' : `Change ${meeting.ref}`}
      width={520}
      confirm={meeting === null ? 'Call' : 'Save'}
      busy={save.isPending}
      act={() => save.mutate()}
      error={save.error}
      onClose={props.onClose}
    >
      <TextField
        label="Name"
        data-autofocus
        maxLength={200}
        value={draft.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <LocalTimeField
        label={meeting === null ? 'First meeting' : 'Time'}
        date={draft.date}
        time={draft.hour}
        error={errors.start}
        onChange={(date, hour) => set({ date, hour, repeat: followDay(draft.repeat, draft.date, date) })}
      />
      <NumberInput
        label="Duration, in minutes"
        min={5}
        max={1440}
        allowDecimal={false}
        value={draft.minutes}
        onChange={(value) => set({ minutes: within(value, 5, 1440) })}
      />
      <SelectField
        label="Chair"
        clearable
        searchable
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.chairId}
        onChange={(chairId) => set({ chairId })}
      />
      <MultiSelectField
        label="Members"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.memberIds}
        onChange={(memberIds) => set({ memberIds })}
      />
      <NumberInput
        label="Quorum"
        description="Members who have to be there, the chair among them; 0 sets none."
        min={0}
        max={200}
        allowDecimal={false}
        value={draft.quorum}
        onChange={(value) => set({ quorum: within(value, 0, 200) })}
      />
      <TextField
        label="Place"
        placeholder="Room, or the address of the call"
        maxLength={500}
        value={draft.place}
        onChange={(event) => set({ place: event.currentTarget.value })}
      />
      {meeting === null && (
        <RepeatFields
          repeat={draft.repeat}
          startDate={draft.date}
          error={errors.repeat}
          onChange={(repeat) => set({ repeat })}
        />
      )}
      {meeting === null && draft.repeat.kind !== 'once' && !endsItself(draft.repeat) && (
        <NumberInput
          label="How many meetings"
          description="Each is a meeting of its own and can be moved or called off alone."
          min={1}
          max={LONGEST_SERIES}
          allowDecimal={false}
          value={draft.times}
          onChange={(value) => set({ times: within(value, 1, LONGEST_SERIES) })}
        />
      )}
    </FormDialog>
  );
}

function within(value: string | number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(Number(value) || low)));
}
