import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { zoneOptions } from '#renderer/features/workspace/zones.ts';
import { orpc } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { dayKey, formatCount } from '#renderer/lib/format.ts';
import { NumberInput, SelectField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import css from './Exchange.module.css';

/** Public holidays of a country as business events; they count as low traffic. */
export function HolidaysDialog(props: { readonly onClose: () => void }) {
  const home = useZone();
  const year = Number(dayKey(useMinute(), home).slice(0, 4));
  const [country, setCountry] = useState<string | null>(null);
  const [region, setRegion] = useState<string | null>(null);
  const [zone, setZone] = useState(home);
  const [years, setYears] = useState({ from: year, until: year + 1 });
  const countries = useQuery(orpc.exchange.holidayCountries.queryOptions());
  const chosen = countries.data?.find(({ code }) => code === country);
  const add = useMutation(
    orpc.exchange.addHolidays.mutationOptions({
      onSuccess: ({ added, unchanged }) => {
        toastDone(
          `${formatCount(added, 'holiday')} added${unchanged > 0 ? `, ${unchanged} were there already` : ''}`,
        );
        props.onClose();
      },
    }),
  );
  const yearField = (label: string, value: number, put: (year: number) => void) => (
    <NumberInput
      label={label}
      min={2000}
      max={2100}
      thousandSeparator=""
      value={value}
      onChange={(next) => put(Math.round(Number(next)) || year)}
    />
  );
  return (
    <FormDialog
      title="Add public holidays"
      confirm="Add"
      ready={country !== null && years.until >= years.from}
      busy={add.isPending}
      act={() =>
        country !== null &&
        add.mutate({ country, region: region ?? '', fromYear: years.from, untilYear: years.until, zone })
      }
      error={countries.error ?? add.error}
      onClose={props.onClose}
    >
      <p className="t2">
        They stand in the calendar as business events with low traffic and bar nothing. Adding them again
        doubles none.
      </p>
      <div className={css.two}>
        <SelectField
          label="Country"
          searchable
          data-autofocus
          options={(countries.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          value={country}
          onChange={(code) => {
            setCountry(code);
            setRegion(null);
          }}
        />
        <SelectField
          label="Region"
          placeholder="Whole country"
          searchable
          clearable
          disabled={(chosen?.regions.length ?? 0) === 0}
          options={(chosen?.regions ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          value={region}
          onChange={setRegion}
        />
        {yearField('First year', years.from, (from) => setYears({ ...years, from }))}
        {yearField('Last year', years.until, (until) => setYears({ ...years, until }))}
      </div>
      <SelectField
        label="The days are those of"
        searchable
        limit={60}
        allowDeselect={false}
        options={zoneOptions()}
        value={zone}
        onChange={(next) => next && setZone(next)}
      />
      {years.until < years.from && <Refusal error={new Error('The last year is not before the first.')} />}
    </FormDialog>
  );
}
