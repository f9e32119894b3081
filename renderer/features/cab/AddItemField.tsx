import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, orpc } from '#renderer/lib/client.ts';
import { SelectField } from '#renderer/ui/Fields.tsx';
import type { Filled } from '#shared/contract/cab.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import type { CabMeetingId } from '#shared/domain/ids.ts';
import { useAct } from './useMeeting.ts';

const SHOWN = 20;

/** Puts one change or release on the agenda, found by its reference or its words. */
export function AddItemField(props: {
  readonly meetingId: CabMeetingId;
  readonly onFilled: (filled: Filled) => void;
}) {
  const [text, setText] = useState('');
  const add = useAct('It was not put on the agenda');
  const hits = useQuery(
    orpc.search.everything.queryOptions({
      input: { text: text.trim(), limit: SHOWN },
      enabled: text.trim() !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const found = (text.trim() === '' ? [] : (hits.data ?? [])).filter(
    ({ kind }) => kind === 'change' || kind === 'release',
  );
  return (
    <SelectField
      aria-label="Add a change or release"
      placeholder="Add a change or release"
      w={300}
      size="xs"
      searchable
      searchValue={text}
      onSearchChange={setText}
      nothingFoundMessage={
        text.trim() === '' ? 'Type a reference or words of the title' : 'Nothing of that name'
      }
      filter={({ options }) => options}
      options={found.map(({ kind, id, ref, title, state }) => ({
        value: `${kind} ${id}`,
        label: `${ref} ${title}, ${state}`,
      }))}
      value={null}
      onChange={(value) => {
        const hit = found.find(({ kind, id }) => value === `${kind} ${id}`);
        if (!hit) return;
        const subject = { kind: hit.kind, id: hit.id } as Subject;
        setText('');
        add.run(async () =>
          props.onFilled(await client.cab.addItems({ id: props.meetingId, subjects: [subject] })),
        );
      }}
    />
  );
}
