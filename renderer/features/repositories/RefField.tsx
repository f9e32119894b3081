import { Autocomplete, type OptionsFilter } from '@mantine/core';
import type { Ref } from '#shared/contract/repositories.ts';

const GROUPS = [
  { kind: 'tag', group: 'Tags' },
  { kind: 'branch', group: 'Branches' },
  { kind: 'remote', group: 'Remote branches' },
] as const;

/** One end of a range: tags first, then branches, searchable; any other ref or hash may be typed. */
export function RefField(props: {
  readonly label: string;
  readonly description: string;
  readonly refs: readonly Ref[];
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}) {
  const seen = new Set<string>();
  const data = GROUPS.map(({ kind, group }) => ({
    group,
    items: props.refs.flatMap((ref) => {
      // A tag and a branch may share a name; the list shows it once, under the tags.
      if (ref.kind !== kind || seen.has(ref.name)) return [];
      seen.add(ref.name);
      return [ref.name];
    }),
  })).filter(({ items }) => items.length > 0);
  const filter: OptionsFilter<string> = ({ options, search }) => {
    const wanted = search.trim().toLowerCase();
    // A ref that is chosen already does not hide the others.
    if (seen.has(search.trim())) return options;
    const found: typeof options = [];
    for (const option of options) {
      if (!('items' in option)) continue;
      const items = option.items.filter((item) => item.label.toLowerCase().includes(wanted));
      if (items.length > 0) found.push({ ...option, items });
    }
    return found;
  };
  return (
    <Autocomplete
      label={props.label}
      description={props.description}
      placeholder="Tag, branch or commit"
      data={data}
      limit={60}
      filter={filter}
      spellCheck={false}
      value={props.value}
      error={props.error}
      onChange={props.onChange}
      comboboxProps={{ shadow: 'md' }}
      maxDropdownHeight={260}
    />
  );
}
