import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FindSlotDialog } from '#renderer/features/calendar/slots/FindSlotDialog.tsx';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatDateTime, formatTime, formatZone } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { NumberInput, SelectField } from '#renderer/ui/Fields.tsx';
import { DialogForm } from '#renderer/ui/FormDialog.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Occurrence } from '#shared/contract/calendar.ts';
import type { ReleaseDetail } from '#shared/contract/releases.ts';
import { MINUTE, planTimeAt } from '#shared/domain/time.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { judgeWish } from './booking.ts';
import css from './ReleaseScreen.module.css';

const HORIZON_DAYS = 60;
const FREE = 'free time';

/** Chooses a window of the coming 60 days, a start in it and a duration; says beforehand what stands against it. */
export function BookDialog(props: { readonly release: ReleaseDetail; readonly onClose: () => void }) {
  // The start of the horizon is fixed while the dialog is open, so that the choice does not move under the hand.
  const [from] = useState(() => Date.now() - (Date.now() % MINUTE));
  const range = useQuery(
    orpc.calendar.range.queryOptions({
      input: { from, until: from + HORIZON_DAYS * 86_400_000 },
      meta: { topics: ['calendar'] },
    }),
  );
  return (
    <Dialog title={`Book ${props.release.ref}`} opened onClose={props.onClose} width={560}>
      <QueryState query={range} what="The calendar">
        {({ occurrences }) => (
          <BookForm release={props.release} occurrences={occurrences} now={from} onClose={props.onClose} />
        )}
      </QueryState>
    </Dialog>
  );
}

function BookForm(props: {
  readonly release: ReleaseDetail;
  readonly occurrences: readonly Occurrence[];
  readonly now: number;
  readonly onClose: () => void;
}) {
  const { release, occurrences } = props;
  const zone = useZone();
  const { slot } = release;
  const windows = occurrences.filter((o) => o.kind === 'allow').toSorted((a, b) => a.startsAt - b.startsAt);
  const keyOf = (o: Occurrence) => `${o.windowId}/${o.startsAt}`;
  const booked = windows.find((o) => o.windowId === slot?.windowId && o.startsAt === slot.windowStartsAt);
  const first = booked ?? windows.find((o) => o.startsAt >= props.now) ?? windows[0] ?? null;
  const [key, setKey] = useState(first === null ? FREE : keyOf(first));
  const window = windows.find((o) => keyOf(o) === key) ?? null;
  const startOf = (o: Occurrence | null) => planTimeAt(o?.startsAt ?? props.now + 60 * MINUTE, zone).local;
  const [local, setLocal] = useState(booked && slot ? planTimeAt(slot.start.at, zone).local : startOf(first));
  const [minutes, setMinutes] = useState(
    slot ? Math.round((slot.end.at - slot.start.at) / MINUTE) : Math.min(120, lengthOf(first)),
  );
  const book = useMutation(
    orpc.releases.book.mutationOptions({
      onSuccess: (done) => {
        toastDone(
          `${done.ref} is booked${done.slot ? ` for ${formatDateTime(done.slot.start.at, zone)}` : ''}`,
        );
        props.onClose();
      },
    }),
  );
  const [finding, setFinding] = useState(false);
  const verdict = judgeWish({ window, local, zone, minutes }, occurrences);
  const submit = () =>
    book.mutate({ id: release.id, windowId: window?.windowId ?? null, start: { local, zone }, minutes });
  return (
    <DialogForm
      confirm="Book"
      ready={verdict !== null}
      busy={book.isPending}
      more={
        <Button variant="quiet" icon="search" onClick={() => setFinding(true)}>
          Find a slot
        </Button>
      }
      act={submit}
      onClose={props.onClose}
    >
      {windows.length === 0 && (
        <p>
          No maintenance window lies in the coming {HORIZON_DAYS} days; the release can be booked in free
          time.
        </p>
      )}
      <SelectField
        label="Window"
        description={`Maintenance windows of the coming ${HORIZON_DAYS} days`}
        allowDeselect={false}
        data-autofocus
        searchable
        limit={200}
        options={[
          ...windows.map((o) => ({
            value: keyOf(o),
            label: `${formatDateTime(o.startsAt, zone)} to ${formatTime(o.endsAt, zone)}, ${o.name}`,
          })),
          { value: FREE, label: 'Free time, outside any window' },
        ]}
        value={key}
        onChange={(value) => {
          if (value === null) return;
          setKey(value);
          book.reset();
          const next = windows.find((o) => keyOf(o) === value);
          if (next) {
            setLocal(startOf(next));
            setMinutes(Math.min(minutes, lengthOf(next)));
          }
        }}
      />
      <div className={css.two}>
        <LocalTimeField
          label={`Start, ${formatZone(zone, window?.startsAt ?? props.now)}`}
          date={local.slice(0, 10)}
          time={local.slice(11)}
          onChange={(date, time) => {
            setLocal(`${date}T${time}`);
            book.reset();
          }}
        />
        <NumberInput
          label="Minutes"
          min={1}
          max={10_080}
          value={minutes}
          onChange={(value) => {
            setMinutes(Math.max(0, Math.round(Number(value) || 0)));
            book.reset();
          }}
        />
      </div>
      {verdict === null ? (
        <p className="t2">Give a start and a duration of at least one minute.</p>
      ) : (
        <p>
          Ends <b>{formatDateTime(verdict.endsAt, zone)}</b>
          {verdict.spare !== null && window !== null && !verdict.early && verdict.spare >= 0
            ? `, ${minutesText(verdict.spare)} before the window closes at ${formatTime(window.endsAt, zone)}.`
            : '.'}
        </p>
      )}
      {!book.error && verdict !== null && window !== null && (verdict.early || (verdict.spare ?? 0) < 0) && (
        <div className={css.refusal}>
          <p className="b">
            {verdict.early
              ? 'Starts before the window opens'
              : `Overruns the window by ${minutesText(-(verdict.spare ?? 0))}`}
          </p>
          <p>
            {window.name} is open {formatTime(window.startsAt, zone)} to {formatTime(window.endsAt, zone)}.
          </p>
        </div>
      )}
      {verdict?.freezes.map(({ freeze, minutes: overlap }) => (
        <div key={keyOf(freeze)} className={classNames(css.refusal, !freeze.hard && css.soft)}>
          <p className="b">
            <StateGlyph state={freeze.hard ? 'failed' : 'late'} /> In a freeze,{' '}
            {freeze.hard ? 'hard' : 'soft'} rule, {minutesText(overlap)}
          </p>
          <p>
            {freeze.name} runs from {formatDateTime(freeze.startsAt, zone)} to{' '}
            {formatDateTime(freeze.endsAt, zone)}, for what lies in its scope.
          </p>
        </div>
      ))}
      {book.error && (
        <div className={css.refusal} role="alert">
          <p className="b">
            <StateGlyph state="failed" /> {release.ref} was not booked
          </p>
          <p>{errorSentence(book.error)}</p>
        </div>
      )}

      {finding && (
        <FindSlotDialog
          zone={zone}
          subject={{ kind: 'release', id: release.id }}
          minutes={minutes}
          onPick={(slot) => {
            const within = windows.find((o) => o.windowId === slot.windowId && o.endsAt > slot.startsAt);
            setKey(within === undefined ? FREE : keyOf(within));
            setLocal(planTimeAt(slot.startsAt, zone).local);
            setMinutes(Math.round((slot.endsAt - slot.startsAt) / MINUTE));
            book.reset();
          }}
          onClose={() => setFinding(false)}
        />
      )}
    </DialogForm>
  );
}

function lengthOf(window: Occurrence | null): number {
  return window === null ? 120 : Math.floor((window.endsAt - window.startsAt) / MINUTE);
}
