import { DateInput } from '@mantine/dates';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { daysFrom, moveDate } from '#renderer/features/calendar/layout.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { dayKey } from '#renderer/lib/format.ts';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { ExportLayer } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';
import { ALL_LAYERS, LayerChecks } from './LayerChecks.tsx';
import { saveFile } from './saveFile.ts';

const FORMATS = [
  { value: 'ics', label: 'Calendar (ICS)' },
  { value: 'csv', label: 'Changes (CSV)' },
] as const;

/** The calendar of a period as a file to hand on. */
export function ExportDialog(props: { readonly onClose: () => void }) {
  const zone = useZone();
  const today = dayKey(useMinute(), zone);
  const [format, setFormat] = useState<'ics' | 'csv'>('ics');
  const [first, setFirst] = useState(moveDate(today, { months: -1 }));
  const [last, setLast] = useState(moveDate(today, { months: 6 }));
  const [layers, setLayers] = useState<ExportLayer[]>([...ALL_LAYERS]);
  const inOrder = first !== '' && last !== '' && first <= last;
  const save = useMutation({
    mutationFn: () => {
      const from = daysFrom(first, 1, zone)[0]?.startsAt ?? 0;
      const until = daysFrom(last, 1, zone)[0]?.endsAt ?? 0;
      return format === 'ics'
        ? client.exchange.exportIcs({ from, until, layers })
        : client.exchange.exportCsv({ from, until });
    },
    onSuccess: ({ name, text }) => {
      saveFile(name, text, format === 'ics' ? 'text/calendar;charset=utf-8' : 'text/csv;charset=utf-8');
      toastDone(`${name} was made`);
      props.onClose();
    },
  });
  const day = (label: string, value: string, put: (date: string) => void) => (
    <DateInput
      label={label}
      valueFormat="ddd D MMM YYYY"
      value={value === '' ? null : value}
      onChange={(next) => put(next?.slice(0, 10) ?? '')}
    />
  );
  return (
    <FormDialog
      title="Export the calendar"
      confirm="Save the file"
      icon="download"
      ready={inOrder && (format === 'csv' || layers.length > 0)}
      busy={save.isPending}
      act={() => save.mutate()}
      error={save.error}
      onClose={props.onClose}
    >
      <Segmented label="Format" options={FORMATS} value={format} onChange={setFormat} />
      <div className={css.two}>
        {day('From', first, setFirst)}
        {day('To, included', last, setLast)}
      </div>
      {!inOrder && <Refusal error={new Error('The period ends on or after the day it begins.')} />}
      {format === 'ics' ? (
        <LayerChecks layers={layers} onChange={setLayers} />
      ) : (
        <p className="t2">
          The changes planned in this period, one row each, with the columns that an import understands.
        </p>
      )}
    </FormDialog>
  );
}
