import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Step } from '#shared/contract/runbooks.ts';
import { gateStanding } from '#shared/domain/runs/gates.ts';
import css from './GateTiles.module.css';
import type { RunModel } from './runModel.ts';
import { voteGlyph, voteWord } from './wording.ts';

/** One tile for each voter of a gate: what they said last. */
export function GateTiles({ model, gate }: { readonly model: RunModel; readonly gate: Step }) {
  const { view } = model;
  const names = new Map(view.people.map(({ id, name }) => [id, name]));
  const { voices } = gateStanding(
    gate,
    view.votes.filter(({ stepId }) => stepId === gate.id),
  );
  return (
    <ul className={css.tiles} aria-label={`Votes at gate ${gate.number}`}>
      {voices.map(({ personId, vote, reason }) => {
        const said = vote ?? 'open';
        return (
          <li key={personId} data-vote={said} title={reason || undefined}>
            <StateGlyph state={voteGlyph[said]} />
            <b>{names.get(personId) ?? 'Somebody who is gone'}</b>
            <span>{voteWord[said]}</span>
          </li>
        );
      })}
    </ul>
  );
}
