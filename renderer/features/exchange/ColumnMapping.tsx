import { SelectField } from '#renderer/ui/Fields.tsx';
import type { CsvField, CsvReading } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';
import { CSV_FIELD_OPTIONS } from './fields.ts';

/** Which column fills which field; a column without one is not imported. A field is filled by one column. */
export function ColumnMapping(props: {
  readonly columns: readonly { readonly name: string; readonly sample: string }[];
  readonly mapping: NonNullable<CsvReading['mapping']>;
  readonly onChange: (mapping: NonNullable<CsvReading['mapping']>) => void;
}) {
  const { columns, mapping } = props;
  const choose = (column: string, field: CsvField | null) => {
    const rest = Object.entries(mapping).filter(([name, taken]) => name !== column && taken !== field);
    props.onChange(Object.fromEntries(field === null ? rest : [...rest, [column, field]]));
  };
  return (
    <fieldset className={css.columns}>
      <legend className="sr">Columns and what they fill</legend>
      <b>Column</b>
      <b>First value</b>
      <b>Fills</b>
      {columns.map(({ name, sample }) => (
        <Row key={name} name={name} sample={sample} field={mapping[name] ?? null} onChoose={choose} />
      ))}
    </fieldset>
  );
}

function Row(props: {
  readonly name: string;
  readonly sample: string;
  readonly field: CsvField | null;
  readonly onChoose: (column: string, field: CsvField | null) => void;
}) {
  return (
    <>
      <span title={props.name}>{props.name}</span>
      <span className="t2" title={props.sample}>
        {props.sample}
      </span>
      <SelectField
        aria-label={`Column ${props.name} fills`}
        size="xs"
        placeholder="Not imported"
        clearable
        options={CSV_FIELD_OPTIONS}
        value={props.field}
        onChange={(field) => props.onChoose(props.name, field)}
      />
    </>
  );
}
