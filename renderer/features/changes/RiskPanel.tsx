import { useMemo } from 'react';
import { RiskBars } from '#renderer/ui/LifePips.tsx';
import type { Service } from '#shared/contract/catalogue.ts';
import type { Change } from '#shared/contract/changes.ts';
import { riskBands, riskLines, riskOf } from '#shared/domain/risk.ts';
import css from './ticket.module.css';

/** Every line that makes up the risk, and their sum as one calculation. */
export function RiskPanel(props: { readonly change: Change; readonly services: readonly Service[] }) {
  const { change, services } = props;
  const lines = useMemo(() => riskLines(change, services), [change, services]);
  const { score, level } = riskOf(lines);
  const sum = lines.map((line, i) => (i === 0 ? String(line.points) : signed(line.points, ' '))).join(' ');
  const bands = riskBands
    .filter((band) => band.from > score)
    .map((band) => `${band.level} from ${band.from}`)
    .reverse()
    .join(', ');
  return (
    <section className={css.block} aria-label="Risk">
      <h2>
        <span>Risk</span>
        <RiskBars level={level} />
      </h2>
      {lines.map((line) => (
        <div key={line.what} className={css.risk}>
          <span>{line.what}</span>
          <b>{signed(line.points, '')}</b>
        </div>
      ))}
      <div className={css.riskSum}>
        <b>{lines.length === 0 ? 'No rule applies' : sum}</b>
        <b>{score}</b>
      </div>
      {bands && <p className="t2">{bands.charAt(0).toUpperCase() + bands.slice(1)}</p>}
    </section>
  );
}

function signed(points: number, gap: string): string {
  return `${points < 0 ? '−' : '+'}${gap}${Math.abs(points)}`;
}
