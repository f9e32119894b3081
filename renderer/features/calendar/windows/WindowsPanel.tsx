import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCalendar } from '#renderer/features/calendar/calendarStore.ts';
import { moveDate } from '#renderer/features/calendar/layout.ts';
import { WindowSwatch } from '#renderer/features/calendar/WindowSwatch.tsx';
import { kindWords } from '#renderer/features/calendar/windowWords.ts';
import { useNames } from '#renderer/features/changes/names.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { dayKey, formatZoneName } from '#renderer/lib/format.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Fields.tsx';
import { ConfirmDialog } from '#renderer/ui/FormDialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { SidePanel } from '#renderer/ui/SidePanel.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { WindowRule } from '#shared/contract/calendar.ts';
import { planTime } from '#shared/domain/time.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { occurrenceSpan } from './occurrenceSpan.ts';
import { repeatWithEnd } from './repeat.ts';
import { scopeWords } from './scopeWords.ts';
import css from './WindowForm.module.css';
import { WindowForm } from './WindowForm.tsx';
import { draftOf, newDraft, type WindowDraft } from './windowDraft.ts';

/** The rules for time: list, add, edit, remove. */
export function WindowsPanel(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly zone: string;
}) {
  const rules = useQuery(orpc.calendar.windows.queryOptions({ meta: { topics: ['calendar'] } }));
  const [form, setForm] = useState<{ rule: WindowRule | null; start: WindowDraft } | null>(null);
  const [removing, setRemoving] = useState<WindowRule | null>(null);
  const now = useMinute();
  const { date } = useCalendar();
  const add = () => {
    const day = date ?? dayKey(now, props.zone);
    setForm({ rule: null, start: newDraft(day, moveDate(day, { days: 1 }), props.zone) });
  };
  return (
    <>
      <SidePanel
        opened={props.opened}
        onClose={() => {
          setForm(null);
          props.onClose();
        }}
        title={
          form === null ? 'Windows and freezes' : form.rule === null ? 'New window or freeze' : form.rule.name
        }
        keep={form !== null}
        onBack={form === null ? undefined : () => setForm(null)}
      >
        {form !== null ? (
          <WindowForm
            key={form.rule?.id ?? 'new'}
            start={form.start}
            parts={form.rule?.seriesId ? 'one' : 'rule'}
            confirm={form.rule === null ? 'Add' : 'Save'}
            save={(fields) =>
              form.rule === null
                ? client.calendar.addWindow(fields)
                : client.calendar.patchWindow({ id: form.rule.id, fields })
            }
            onDone={() => setForm(null)}
            onCancel={() => setForm(null)}
          />
        ) : (
          <>
            <Button variant="primary" icon="plus" onClick={add} data-autofocus>
              Window or freeze
            </Button>
            <QueryState query={rules} what="The list of windows">
              {(list) =>
                list.length === 0 ? (
                  <p className="t2" style={{ marginTop: 12 }}>
                    A maintenance window is time agreed for disruptive work; a freeze bars changes. Neither is
                    known yet.
                  </p>
                ) : (
                  <ul className={css.list}>
                    {list.map((rule) => (
                      <RuleItem
                        key={rule.id}
                        rule={rule}
                        series={list.find((one) => one.id === rule.seriesId)}
                        onEdit={() => setForm({ rule, start: draftOf(rule) })}
                        onRemove={() => setRemoving(rule)}
                      />
                    ))}
                  </ul>
                )
              }
            </QueryState>
          </>
        )}
      </SidePanel>
      {removing && <RemoveDialog rule={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function RuleItem(props: {
  readonly rule: WindowRule;
  /** The series it is an edited occurrence of. */
  readonly series: WindowRule | undefined;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const { rule } = props;
  const names = useNames();
  const { zone } = rule;
  const startsAt = planTime({ local: rule.startLocal, zone }).at;
  const endsAt = planTime({ local: rule.endLocal, zone }).at;
  const dates = [dateCount(rule.rDates, 'extra'), dateCount(rule.exDates, 'left out')].filter(Boolean);
  return (
    <li className={css.item}>
      <WindowSwatch kind={rule.kind} />
      <div>
        <b>{rule.name}</b>
        <p>
          {kindWords(rule)}, {repeatWithEnd(rule.rrule, zone)}
          {dates.length > 0 ? `; ${dates.join(', ')}` : ''}
        </p>
        <p className="num">
          {occurrenceSpan({ ...rule, startsAt, endsAt }, zone)}, {formatZoneName(zone)}
          {rule.protectionMinutes > 0 ? `, ${minutesText(rule.protectionMinutes)} protection` : ''}
        </p>
        <p>{scopeWords(rule, names)}</p>
        {props.series && <p>An edited occurrence of {props.series.name}</p>}
        {rule.source !== '' && <p>Imported from {rule.source}</p>}
      </div>
      <span>
        <IconButton icon="edit" label={`Edit ${rule.name}`} onClick={props.onEdit} />
        <IconButton icon="trash" label={`Remove ${rule.name}`} onClick={props.onRemove} />
      </span>
    </li>
  );
}

function dateCount(dates: readonly string[], what: string): string {
  return dates.length === 0 ? '' : `${dates.length} ${dates.length === 1 ? 'date' : 'dates'} ${what}`;
}

function RemoveDialog(props: { readonly rule: WindowRule; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const remove = useMutation({
    mutationFn: () => client.calendar.removeWindow({ id: props.rule.id, reason: reason.trim() }),
    onSuccess: () => {
      toastDone(`${props.rule.name} was removed`);
      props.onClose();
    },
    onError: (error) => toastError(`${props.rule.name} was not removed`, error),
  });
  return (
    <ConfirmDialog
      title={`Remove ${props.rule.name}`}
      opened
      danger
      confirm="Remove"
      busy={remove.isPending}
      onClose={props.onClose}
      onConfirm={() => remove.mutate()}
    >
      <p>
        Bookings that were made on it stay as they are. The timeline keeps the rule and can bring it back.
      </p>
      <TextField
        label="Reason"
        value={reason}
        maxLength={2000}
        mt="sm"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
