import { Popover, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import type { ChangeSearch } from './search.ts';
import css from './table.module.css';
import { tokensOf } from './words.ts';

/** Search box, the filters as tokens, and the panel in which they are set. */
export function FilterBar(props: {
  readonly search: ChangeSearch;
  readonly onChange: (search: ChangeSearch) => void;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly names: Names;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly end: ReactNode;
}) {
  const { search, onChange, names } = props;
  const without = (keys: readonly (keyof ChangeSearch)[]) => {
    const next = { ...search };
    for (const key of keys) delete next[key];
    onChange(next);
  };
  return (
    <div className={css.filters}>
      <SearchBox
        text={search.q ?? ''}
        onSearch={(q) => onChange({ ...search, q: q || undefined })}
        box={props.box}
      />
      {tokensOf(search, names).map((token) => (
        <span key={token.label} className={css.token}>
          <button type="button" onClick={() => props.onOpened(true)} title="Change this filter">
            <span>{token.label}</span>
            {token.value}
          </button>
          <button
            type="button"
            aria-label={`Remove the filter ${token.label}`}
            onClick={() => without(token.keys)}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <Popover
        opened={props.opened}
        onChange={props.onOpened}
        trapFocus
        returnFocus
        withinPortal
        position="bottom-start"
        width="min(880px, 94vw)"
        shadow="md"
      >
        <Popover.Target>
          <Button variant="quiet" icon="plus" keyCap="F" onClick={() => props.onOpened(!props.opened)}>
            Filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Filters">
          <FilterPanel
            search={search}
            onChange={onChange}
            onClose={() => props.onOpened(false)}
            names={names}
          />
        </Popover.Dropdown>
      </Popover>
      <span className={css.gap} />
      {props.end}
    </div>
  );
}

/** As-you-type search: the address follows after 120 ms, the box at once. */
function SearchBox(props: {
  readonly text: string;
  readonly onSearch: (text: string) => void;
  readonly box: RefObject<HTMLInputElement | null>;
}) {
  const [text, setText] = useState(props.text);
  // The address comes back later than the next key; what was sent from here is not taken for news.
  const sent = useRef(new Set<string>());
  const send = useDebouncedCallback((next: string) => {
    sent.current.add(next);
    props.onSearch(next);
  }, 120);
  useEffect(() => {
    if (sent.current.delete(props.text)) return;
    sent.current.clear();
    setText(props.text);
  }, [props.text]);
  return (
    <TextInput
      ref={props.box}
      type="search"
      className={css.search}
      aria-label="Search changes"
      placeholder="Search"
      leftSection={<Icon name="search" size={14} />}
      value={text}
      maxLength={500}
      onChange={(event) => {
        setText(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'Escape')
          event.currentTarget.blur();
      }}
    />
  );
}
