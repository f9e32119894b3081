import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';

/** What a timeline can be narrowed to. */
export type Thing = { readonly entity: string; readonly id: string; readonly name: string };

/** Choice of one thing by typing a part of its reference or name. */
export function ThingField(props: {
  readonly value: Thing | null;
  readonly onChange: (thing: Thing | null) => void;
}) {
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 120);
  const hits = useQuery(
    orpc.search.everything.queryOptions({
      input: { text, limit: 20 },
      enabled: text !== '' && text !== props.value?.name,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  );
  const found = (hits.data ?? []).map(
    ({ kind, id, ref, title }): Thing => ({ entity: kind, id, name: `${ref} ${title}`.trim() }),
  );
  const things =
    props.value && !found.some(({ id }) => id === props.value?.id) ? [props.value, ...found] : found;
  return (
    <Select
      label="About"
      placeholder="Any change, release, run, service or person"
      searchable
      clearable
      data={things.map(({ id, name }) => ({ value: id, label: name }))}
      value={props.value?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={text === '' ? 'Type a part of its reference or name' : 'Nothing of that name'}
      onChange={(id) => props.onChange(things.find((thing) => thing.id === id) ?? null)}
    />
  );
}
