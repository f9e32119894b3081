import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Segmented, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import type { ChangeId, ChangeTemplateId } from '#shared/domain/ids.ts';
import { useTemplates } from './useTemplates.ts';

/** Where a new ticket begins; `id` null until one is chosen. */
export type Start =
  | { readonly from: 'blank' }
  | { readonly from: 'template' | 'standard'; readonly id: ChangeTemplateId | null }
  | { readonly from: 'change'; readonly id: ChangeId | null };

const kinds = [
  { value: 'blank', label: 'Blank' },
  { value: 'template', label: 'Template' },
  { value: 'standard', label: 'Standard change' },
  { value: 'change', label: 'Earlier change' },
] as const;

/** Choice of what a new ticket starts from. */
export function StartFrom(props: { readonly value: Start; readonly onChange: (start: Start) => void }) {
  const { value, onChange } = props;
  return (
    <>
      <Segmented
        label="Start from"
        options={kinds}
        value={value.from}
        onChange={(from) => onChange(from === 'blank' ? { from } : { from, id: null })}
      />
      {value.from === 'change' && (
        <EarlierChange value={value.id} onChange={(id) => onChange({ from: 'change', id })} />
      )}
      {(value.from === 'template' || value.from === 'standard') && (
        <TemplateChoice
          standard={value.from === 'standard'}
          value={value.id}
          onChange={(id) => onChange({ from: value.from, id })}
        />
      )}
    </>
  );
}

function TemplateChoice(props: {
  readonly standard: boolean;
  readonly value: ChangeTemplateId | null;
  readonly onChange: (id: ChangeTemplateId | null) => void;
}) {
  const { standard } = props;
  const list = useTemplates();
  const options = (list.data ?? [])
    .filter((one) => one.standard === standard && one.state !== 'retired')
    .map(({ id, name, state }) => ({
      value: id,
      label: state === 'proposed' ? `${name}, not approved yet` : name,
    }));
  if (list.data && options.length === 0)
    return (
      <p className="t2">
        {standard
          ? 'The catalogue of standard changes is empty. It is kept under Changes, Templates.'
          : 'There are no templates. They are kept under Changes, Templates.'}
      </p>
    );
  return (
    <SelectField
      label={standard ? 'Catalogue entry' : 'Template'}
      placeholder="Choose one"
      options={options}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

function EarlierChange(props: {
  readonly value: ChangeId | null;
  readonly onChange: (id: ChangeId | null) => void;
}) {
  const [text, setText] = useState('');
  const found = useQuery(
    orpc.changes.page.queryOptions({
      input: {
        filter: text.trim() === '' ? {} : { text: text.trim() },
        sort: [{ by: 'updated', descending: true }],
        offset: 0,
        limit: 20,
      },
      meta: { topics: ['changes'] },
    }),
  );
  return (
    <>
      <TextField
        label="Find the earlier change"
        description="By words of its title or by its reference"
        value={text}
        maxLength={500}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <SelectField
        label="Earlier change"
        placeholder={found.data?.length === 0 ? 'None found' : 'Choose one'}
        searchable={false}
        options={(found.data ?? []).map(({ id, ref, title }) => ({ value: id, label: `${ref} ${title}` }))}
        value={props.value}
        onChange={props.onChange}
      />
    </>
  );
}
