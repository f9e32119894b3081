import { useInfiniteQuery } from '@tanstack/react-query';
import { useReader } from '#renderer/features/timeline/useTimeline.ts';
import { valueInWords } from '#renderer/features/timeline/values.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { SidePanel } from '#renderer/ui/SidePanel.tsx';
import type { ChangeFields } from '#shared/contract/changes.ts';
import type { TimelineEntry } from '#shared/contract/timeline.ts';
import css from './FieldHistory.module.css';
import { type Past, pastValues } from './fieldPast.ts';
import { useField, useForm } from './form.ts';

type Before = Pick<TimelineEntry, 'device' | 'seq'>;

/** Every value one field has had, newest first, with who wrote it and why; an older one can be put back where the field is open. */
export function FieldHistory(props: {
  readonly field: keyof ChangeFields;
  readonly label: string;
  readonly onClose: () => void;
}) {
  const { field, label } = props;
  const { shown, zone } = useForm();
  const { value: now, readOnly, set } = useField(field);
  const reader = useReader();
  const query = useInfiniteQuery(
    orpc.timeline.page.infiniteOptions({
      input: (before: Before | null) => ({
        about: { entity: 'change', id: shown.id },
        field,
        limit: 50,
        ...(before ? { before } : {}),
      }),
      initialPageParam: null as Before | null,
      getNextPageParam: ({ entries, more }) => {
        const oldest = entries.at(-1);
        return more && oldest ? { device: oldest.device, seq: oldest.seq } : null;
      },
      meta: { topics: [`changes/${shown.id}`] },
    }),
  );
  const past =
    query.data &&
    pastValues(
      query.data.pages.flatMap(({ entries }) => entries),
      shown.id,
      field,
    );
  return (
    <SidePanel title={`History of “${label}”`} opened keep={false} onClose={props.onClose}>
      <QueryState
        query={{ data: past, error: query.error, refetch: () => query.refetch() }}
        what="The history of this field"
      >
        {(list) => (
          <>
            {list.length === 0 && <p className="t2">Nothing was ever written here.</p>}
            <ol className={css.list} aria-label={`Values of ${label}`}>
              {list.map((one) => (
                <li key={`${one.device}/${one.seq}`}>
                  <p className={css.head}>
                    <span>{formatDateTime(one.at, zone)}</span> <b>{one.actor}</b>
                    {one.made && <span className="t2">made the ticket</span>}
                  </p>
                  {one.why && <p className="t2">{one.why}</p>}
                  <Value field={field} past={one} words={(value) => valueInWords(field, value, reader)} />
                  {JSON.stringify(one.value) === JSON.stringify(now) ? (
                    <p className="t2">As it stands now</p>
                  ) : (
                    !readOnly && (
                      <Button
                        size="small"
                        icon="backout"
                        onClick={() => {
                          set(one.value as ChangeFields[typeof field]);
                          props.onClose();
                        }}
                      >
                        Put back<span className="sr"> the value of {formatDateTime(one.at, zone)}</span>
                      </Button>
                    )
                  )}
                </li>
              ))}
            </ol>
            {query.hasNextPage && (
              <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Show older values
              </Button>
            )}
          </>
        )}
      </QueryState>
    </SidePanel>
  );
}

const SIGHT = 4000;

/** Text as it was typed, steps as a list, anything else in words. */
function Value(props: {
  readonly field: keyof ChangeFields;
  readonly past: Past;
  readonly words: (value: unknown) => string;
}) {
  const { value } = props.past;
  if (typeof value === 'string' && value.length > 100 && !/Id$/.test(props.field))
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
      <section className={css.text} dir="auto" tabIndex={0} aria-label="The text at that time">
        {value.slice(0, SIGHT)}
        {value.length > SIGHT && '…'}
      </section>
    );
  if (/Steps$/.test(props.field) && Array.isArray(value) && value.length > 0)
    return (
      <ol className={css.steps}>
        {value.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is past never changes
          <li key={index}>{props.words(step)}</li>
        ))}
      </ol>
    );
  return (
    <p className={css.text} dir="auto">
      {props.words(value)}
    </p>
  );
}
