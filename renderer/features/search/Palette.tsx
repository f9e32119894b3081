import { Spotlight } from '@mantine/spotlight';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Marked } from '#renderer/features/changes/table/Marked.tsx';
import { FoundIn } from '#renderer/features/changes/table/SnippetLine.tsx';
import { orpc } from '#renderer/lib/client.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Keys } from '#renderer/ui/Key.tsx';
import type { SearchHit } from '#shared/contract/search.ts';
import { filterCommands } from './filterCommands.ts';
import css from './Palette.module.css';
import { useCommands } from './useCommands.ts';

const KIND_ICON = {
  change: 'change',
  release: 'release',
  service: 'device',
  person: 'people',
  run: 'runbook',
} as const;

const LIST = 'palette-list';

/** Search over everything with a name, and every command, by Ctrl/Cmd+K. */
export function Palette() {
  const [query, setQuery] = useState('');
  const navigate = useNavigate();
  const text = query.trim();
  const { data, isFetching, isPlaceholderData } = useQuery(
    orpc.search.everything.queryOptions({
      input: { text, limit: 20 },
      enabled: text !== '',
      staleTime: 0,
      gcTime: 30_000,
      placeholderData: keepPreviousData,
    }),
  );
  const hits = text === '' ? [] : (data ?? []);
  const commands = filterCommands(useCommands(), text);
  // Spotlight chooses the first line when a letter is typed; what is found arrives after that.
  const entered = useRef('');
  useEffect(() => {
    if (!data || isPlaceholderData) return;
    const first = chooseFirst();
    if (entered.current === text && text !== '') first?.click();
    entered.current = '';
  }, [data, isPlaceholderData, text]);
  /** What stands there belongs to the letters before: Enter waits for what was found with these. */
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || text === '' || (data && !isPlaceholderData)) return;
    entered.current = text;
    chosen()?.removeAttribute('data-selected');
  };
  const open = (hit: SearchHit) => {
    const key = hit.ref || hit.id;
    if (hit.kind === 'change') void navigate({ to: '/change/$key', params: { key } });
    else if (hit.kind === 'release') void navigate({ to: '/release/$key', params: { key } });
    else if (hit.kind === 'run') void navigate({ to: '/run/$id', params: { id: hit.id } });
    else if (hit.kind === 'service') void navigate({ to: '/changes', search: { service: hit.id } });
    else void navigate({ to: '/changes', search: { assignee: hit.id } });
  };

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      scrollable
      maxHeight={440}
      attributes={{ content: { 'aria-label': 'Search or type a command' } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 90 }}
      classNames={{
        search: css.search ?? '',
        action: css.action ?? '',
        actionsGroup: css.group ?? '',
      }}
    >
      <Spotlight.Search
        placeholder="Search changes, releases, runs, services, people, or type a command"
        aria-label="Search or type a command"
        onKeyDown={enter}
        leftSection={<Icon name="search" />}
      />
      <Spotlight.ActionsList id={LIST}>
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label="Found">
            {hits.map((hit) => (
              <Spotlight.Action key={`${hit.kind} ${hit.id}`} onClick={() => open(hit)}>
                <span className={css.hit}>
                  <Icon name={KIND_ICON[hit.kind]} />
                  <span className="ref t2">{hit.ref}</span>
                  <span className={css.title}>
                    <Marked pieces={hit.found.title} />
                  </span>
                  <span className="t2">{hit.state || hit.kind}</span>
                  <FoundLine found={hit.found} />
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label="Commands">
            {commands.map((command) => (
              <Spotlight.Action key={command.name} onClick={command.run}>
                <span className={css.command}>
                  <Icon name={command.icon} />
                  <span className={css.title}>{command.name}</span>
                  {command.keys && <Keys keys={command.keys} />}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.length + commands.length === 0 && !isFetching && (
          <Spotlight.Empty>Nothing of that name</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Where the words stand when the title does not hold them all. */
function FoundLine({ found }: { readonly found: SearchHit['found'] }) {
  if (found.snippet.length === 0) return null;
  return (
    <span className={css.snippet} dir="auto">
      <FoundIn found={found} />
    </span>
  );
}

function chosen(): Element | null {
  return document.querySelector(`#${LIST} [data-selected]`);
}

/** Chooses the first line of the list, and answers with it. */
function chooseFirst(): HTMLElement | null {
  chosen()?.removeAttribute('data-selected');
  const first = document.querySelector<HTMLElement>(`#${LIST} [data-action]`);
  first?.setAttribute('data-selected', 'true');
  return first;
}
