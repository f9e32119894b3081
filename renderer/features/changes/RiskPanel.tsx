import { useState } from 'react';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { RiskBars } from '#renderer/ui/LifePips.tsx';
import type { Change } from '#shared/contract/changes.ts';
import { isOpen } from '#shared/domain/changes/changes.ts';
import { type RiskBasis, riskBands, riskOf } from '#shared/domain/changes/risk.ts';
import { signedPoints, sumWords } from '#shared/domain/wording.ts';
import { useForm } from './form.ts';
import css from './lines.module.css';
import { RiskOverrideDialog } from './RiskOverrideDialog.tsx';
import ticket from './ticket.module.css';

/** Every line that makes up the risk, their sum as one calculation, and the level that a person set against it. */
export function RiskPanel(props: { readonly change: Change; readonly basis: RiskBasis | null }) {
  const { change, basis } = props;
  return (
    <section className={ticket.block} aria-label="Risk">
      {basis ? <RiskSum change={change} basis={basis} /> : <h2>Risk</h2>}
    </section>
  );
}

function RiskSum({ change, basis }: { readonly change: Change; readonly basis: RiskBasis }) {
  const [asking, setAsking] = useState(false);
  const { lines, notCounted, score, level } = riskOf(change, basis);
  const { riskOverride: own, state } = change;
  const bands = riskBands(basis.model.bands)
    .filter((band) => band.from > score)
    .map((band) => `${band.level} from ${band.from}`)
    .reverse()
    .join(', ');
  const { status } = useForm();
  const differs = change.riskScore !== score;
  const judged = differs && !isOpen(state) ? change.riskScore : null;
  const isStored = status.kind === 'clean' || status.kind === 'saved';
  return (
    <>
      <h2>
        <span>Risk</span>
        <RiskBars level={judged === null ? (own?.level ?? level) : change.riskLevel} />
      </h2>
      {judged !== null && (
        <p className={css.riskNote}>
          Judged with {judged} when it was finished, and kept. The rules and the history of today give:
        </p>
      )}
      {lines.map((line) => (
        <div key={line.what} className={css.risk}>
          <span dir="auto">{line.what}</span>
          <b>{signedPoints(line.points)}</b>
        </div>
      ))}
      <div className={css.riskSum}>
        <b>{lines.length === 0 ? 'No rule applies' : sumWords(lines.map(({ points }) => points))}</b>
        <b>{score}</b>
      </div>
      {bands && <p className="t2">{bands.charAt(0).toUpperCase() + bands.slice(1)}</p>}
      {differs && judged === null && isStored && (
        <p className={css.riskNote}>
          Stored with {change.riskScore}, before the history of its services changed; the next edit or move
          stores {score}.
        </p>
      )}
      {notCounted.length > 0 && (
        <details className={css.notCounted}>
          <summary>
            {notCounted.length === 1 ? '1 input is missing' : `${notCounted.length} inputs are missing`} and
            not counted
          </summary>
          <ul>
            {notCounted.map((what) => (
              <li key={what} dir="auto">
                {what}
              </li>
            ))}
          </ul>
        </details>
      )}
      <RiskDecision change={change} scored={level} onAsk={() => setAsking(true)} />
      {asking && <RiskOverrideDialog change={change} scored={level} onClose={() => setAsking(false)} />}
    </>
  );
}

/** The level a person set, in words, and the way to set one. */
function RiskDecision(props: {
  readonly change: Change;
  readonly scored: Change['riskLevel'];
  readonly onAsk: () => void;
}) {
  const { names, zone } = useForm();
  const { riskOverride: own, state } = props.change;
  return (
    <>
      {own && (
        <p className={css.riskNote} dir="auto">
          <b>Set to {own.level}</b> instead of {props.scored} by{' '}
          {names.personName(own.by) || 'somebody who was removed'}, {formatDateTime(own.at, zone)}:{' '}
          {own.reason}
        </p>
      )}
      {isOpen(state) && (
        <Button variant="quiet" size="small" className={css.riskAct} onClick={props.onAsk}>
          {own ? 'Change or clear the set level' : 'Set another level'}
        </Button>
      )}
    </>
  );
}
