import { zoneOptions } from '#renderer/features/workspace/zones.ts';
import { SelectField } from '#renderer/ui/Fields.tsx';
import type { CsvReading } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';

const ENCODINGS = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16, little endian' },
  { value: 'utf-16be', label: 'UTF-16, big endian' },
  { value: 'windows-1252', label: 'Windows-1252, western Europe' },
  { value: 'iso-8859-15', label: 'ISO 8859-15, western Europe' },
] as const;
const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
] as const;
const DATES = [
  { value: 'iso', label: 'Year first, 2027-02-11' },
  { value: 'day first', label: 'Day first, 11.02.2027' },
  { value: 'month first', label: 'Month first, 02/11/2027' },
] as const;

/** How a table was read; any of it can be said otherwise. */
export function CsvReadingFields(props: {
  readonly reading: CsvReading;
  readonly onChange: (part: Partial<CsvReading>) => void;
}) {
  const { reading, onChange } = props;
  return (
    <>
      <div className={css.two}>
        <SelectField
          label="Dates are written"
          allowDeselect={false}
          options={DATES}
          value={reading.dates ?? null}
          onChange={(dates) => dates && onChange({ dates })}
        />
        <SelectField
          label="Zone of times that name none"
          searchable
          limit={60}
          allowDeselect={false}
          options={zoneOptions()}
          value={reading.zone}
          onChange={(zone) => zone && onChange({ zone })}
        />
      </div>
      <div className={css.two}>
        <SelectField
          label="Columns are parted by"
          allowDeselect={false}
          options={DELIMITERS}
          value={reading.delimiter ?? null}
          onChange={(delimiter) => delimiter && onChange({ delimiter })}
        />
        <SelectField
          label="Characters"
          allowDeselect={false}
          options={ENCODINGS}
          value={reading.encoding ?? null}
          onChange={(encoding) => encoding && onChange({ encoding })}
        />
      </div>
    </>
  );
}
