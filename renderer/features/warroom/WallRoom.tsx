import { clockText } from '#renderer/features/runbooks/RunGauge.tsx';
import { type RunModel, type StepLine, shortTitle } from '#renderer/features/runbooks/runModel.ts';
import { noteWord, voteGlyph, voteWord } from '#renderer/features/runbooks/wording.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Note } from '#shared/contract/warroom.ts';
import { initialsOf } from '#shared/domain/redaction.ts';
import { gateStanding } from '#shared/domain/runs/gates.ts';
import { pinnedNotes } from '#shared/domain/runs/room-notes.ts';
import type { WallSettings } from './useWallSettings.ts';
import wall from './Wall.module.css';
import { WallPanels } from './WallPanels.tsx';
import css from './WallRoom.module.css';

const GATES = 5;
/** Issues and decisions that fit in the column, with gates above and without. */
const ITEMS = { withGates: 4, alone: 6 };
const PINS = 2;

/** Gates, what was pinned, open issues with their owners, and what was decided. */
export function WallRoom({ model, settings }: { readonly model: RunModel; readonly settings: WallSettings }) {
  const { view, openIssues, decisions, now } = model;
  const names = new Map(view.people.map((person) => [person.id, person.name]));
  const person = (note: Note) => settings.person(names.get(note.ownerId ?? note.actorId) ?? '');
  const at = (instant: number) => clockText(instant, now, view.zone);
  const gates = model.lines.filter((line) => line.step.kind === 'gate');
  if (settings.rotation.seconds > 0) {
    return (
      <section className={wall.column} aria-label="Gates, issues and decisions">
        {gates.length > 0 && <Gates gates={gates} at={at} model={model} />}
        <WallPanels model={model} settings={settings} gates={gates.length > 0} />
      </section>
    );
  }
  const pins = pinnedNotes(view.notes).slice(-PINS);
  const most = (gates.length > 0 ? ITEMS.withGates : ITEMS.alone) - pins.length;
  const shownDecisions = decisions.toReversed().slice(0, Math.max(1, most - Math.max(1, openIssues.length)));
  const issues = [...openIssues]
    .sort((a, b) => (a.nextUpdateAt ?? Infinity) - (b.nextUpdateAt ?? Infinity))
    .slice(0, most - Math.min(1, shownDecisions.length));
  const roomy = pins.length === 0 && issues.length + shownDecisions.length <= most / 2;
  return (
    <section className={wall.column} aria-label="Gates, issues and decisions" data-roomy={roomy || undefined}>
      {gates.length > 0 && <Gates gates={gates} at={at} model={model} />}
      {pins.length > 0 && (
        <div className={wall.block}>
          <h2>Pinned</h2>
          {pins.map((note) => (
            <div key={note.id} className={css.item}>
              <Icon name="pin" />
              <span className={css.text}>
                {noteWord[note.kind]}
                {note.text}
              </span>
              <span className={css.itemMeta}>
                {at(note.occurredAt)} · <b>{person(note)}</b>
              </span>
            </div>
          ))}
        </div>
      )}
      <div className={wall.block}>
        <h2>
          <span>Open issues</span>
          <b>{openIssues.length}</b>
        </h2>
        {openIssues.length === 0 && <p className={wall.quiet}>None</p>}
        {issues.map((issue) => {
          const overdue = issue.nextUpdateAt !== null && issue.nextUpdateAt < now;
          return (
            <div key={issue.id} className={css.item}>
              <StateGlyph state={overdue ? 'late' : 'blocked'} />
              <span className={css.text}>{issue.text}</span>
              <span className={css.itemMeta}>
                {at(issue.occurredAt)} · <b>{person(issue)}</b>
                {issue.nextUpdateAt !== null && (
                  <>
                    {overdue ? ' · was due ' : ' · update '}
                    <b>{at(issue.nextUpdateAt)}</b>
                  </>
                )}
              </span>
            </div>
          );
        })}
        {openIssues.length > issues.length && (
          <p className={wall.quiet}>and {openIssues.length - issues.length} more</p>
        )}
      </div>
      <div className={wall.block}>
        <h2>Decisions</h2>
        {decisions.length === 0 && <p className={wall.quiet}>None</p>}
        {shownDecisions.map((decision) => (
          <div key={decision.id} className={css.item}>
            <StateGlyph state="ready" />
            <span className={css.text}>{decision.text}</span>
            <span className={css.itemMeta}>
              {at(decision.occurredAt)} · <b>{person(decision)}</b>
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

/** Gates of the run as tiles; those around the present one when there are many. */
function Gates({
  gates,
  at,
  model,
}: {
  readonly gates: readonly StepLine[];
  readonly model: RunModel;
  readonly at: (instant: number) => string;
}) {
  const next = gates.findIndex((gate) => gate.record.endedAt === null);
  const first = Math.max(0, Math.min(gates.length - GATES, (next < 0 ? gates.length : next) - 2));
  const nextGate = gates[next];
  if (nextGate && nextGate.step.voterIds.length > 0) return <Voters gate={nextGate} model={model} />;
  return (
    <div className={wall.block}>
      <h2>
        <span>Go/no-go</span>
        <span>
          {nextGate?.forecast
            ? `next: step ${nextGate.step.number}, ${at(nextGate.forecast.startsAt)}`
            : 'all decided'}
        </span>
      </h2>
      <div className={css.tiles}>
        {gates.slice(first, first + GATES).map((gate) => {
          const { glyph, word } = verdict(gate);
          return (
            <div key={gate.step.id} className={css.tile} data-state={glyph}>
              <StateGlyph state={glyph} />
              <b>{gate.step.number}</b>
              {word}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What each voter of the next gate said; a no-go first, since it holds the gate. */
function Voters({ gate, model }: { readonly gate: StepLine; readonly model: RunModel }) {
  const { view } = model;
  const names = new Map(view.people.map(({ id, name }) => [id, name]));
  const { voices } = gateStanding(
    gate.step,
    view.votes.filter(({ stepId }) => stepId === gate.step.id),
  );
  const shown = voices.toSorted((a, b) => Number(b.vote === 'no-go') - Number(a.vote === 'no-go'));
  return (
    <div className={wall.block}>
      <h2>
        <span>{shortTitle(gate.step)}</span>
        <span>
          {voices.filter(({ vote }) => vote === 'go').length} of {voices.length} go
        </span>
      </h2>
      <div className={css.tiles}>
        {shown.slice(0, GATES).map(({ personId, vote }) => {
          const said = vote ?? 'open';
          return (
            <div key={personId} className={css.tile} data-state={voteGlyph[said]}>
              <StateGlyph state={voteGlyph[said]} />
              <b>{initialsOf(names.get(personId) ?? '')}</b>
              {voteWord[said]}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function verdict(gate: StepLine): { readonly glyph: StepLine['glyph']; readonly word: string } {
  switch (gate.state) {
    case 'done':
    case 'done with workaround':
      return { glyph: gate.glyph, word: 'Go' };
    case 'failed':
      return { glyph: 'failed', word: 'No-go' };
    case 'skipped':
      return { glyph: 'skipped', word: 'Skipped' };
    case 'undone':
      return { glyph: 'undone', word: 'Undone' };
    case 'in progress':
      return { glyph: 'running', word: 'Called' };
    case 'ready':
    case 'pending':
    case 'blocked':
      return { glyph: 'planned', word: 'Open' };
  }
}
