import { LAYERS } from '#renderer/features/calendar/calendarStore.ts';
import { Checkbox } from '#renderer/ui/Fields.tsx';
import type { ExportLayer } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';

export const ALL_LAYERS: readonly ExportLayer[] = LAYERS.map(({ layer }) => layer);

/** What goes into a file or a feed. */
export function LayerChecks(props: {
  readonly layers: readonly ExportLayer[];
  readonly onChange: (layers: ExportLayer[]) => void;
}) {
  return (
    <fieldset className={css.layers}>
      <legend>What it holds</legend>
      {LAYERS.map(({ layer, name }) => (
        <Checkbox
          key={layer}
          label={name}
          checked={props.layers.includes(layer)}
          onChange={(event) =>
            props.onChange(
              ALL_LAYERS.filter((one) =>
                one === layer ? event.currentTarget.checked : props.layers.includes(one),
              ),
            )
          }
        />
      ))}
    </fieldset>
  );
}
