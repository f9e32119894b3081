import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { dayKey, formatLongDate } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { EntryItem } from './EntryItem.tsx';
import css from './Timeline.module.css';
import type { ToldEntry, useTimeline } from './useTimeline.ts';

/** Entries by day, newest first, and the way to older ones. `narrow` for side panels. */
export function EntryList(props: {
  readonly timeline: ReturnType<typeof useTimeline>;
  readonly narrow?: boolean;
  readonly empty: string;
}) {
  const { query, told } = props.timeline;
  const zone = useZone();
  const now = useMinute();
  return (
    <QueryState
      query={{ data: told, error: query.error, refetch: () => query.refetch() }}
      what="The timeline"
    >
      {(list) => (
        <>
          {list.length === 0 && <p className="t2">{props.empty}</p>}
          {[...Map.groupBy(list, ({ story }) => dayKey(story.at, zone))].map(([day, entries]) => (
            <section key={day} className={css.day}>
              <h3>{dayName(entries, zone, now)}</h3>
              <ol>
                {entries.map((one) => (
                  <EntryItem
                    key={`${one.entry.device}/${one.entry.seq}`}
                    told={one}
                    narrow={props.narrow ?? false}
                  />
                ))}
              </ol>
            </section>
          ))}
          {query.hasNextPage && (
            <Button
              size="small"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show older entries
            </Button>
          )}
        </>
      )}
    </QueryState>
  );
}

function dayName(entries: readonly ToldEntry[], zone: string, now: number): string {
  const at = entries[0]?.story.at ?? now;
  const date = formatLongDate(at, zone);
  return dayKey(at, zone) === dayKey(now, zone) ? `Today, ${date}` : date;
}
