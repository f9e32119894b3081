import { Checkbox } from '#renderer/ui/Fields.tsx';
import type { ExportLayer } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';

export const ALL_LAYERS: readonly ExportLayer[] = [
  'allow',
  'deny',
  'inform',
  'release',
  'change',
  'meeting',
  'train',
];
const NAMES: Readonly<Record<ExportLayer, string>> = {
  allow: 'Maintenance windows',
  deny: 'Freezes',
  inform: 'Business events',
  release: 'Releases',
  change: 'Changes',
  meeting: 'CAB meetings',
  train: 'Train departures',
};

/** What goes into a file or a feed. */
export function LayerChecks(props: {
  readonly layers: readonly ExportLayer[];
  readonly onChange: (layers: ExportLayer[]) => void;
}) {
  return (
    <fieldset className={css.layers}>
      <legend>What it holds</legend>
      {ALL_LAYERS.map((layer) => (
        <Checkbox
          key={layer}
          label={NAMES[layer]}
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
