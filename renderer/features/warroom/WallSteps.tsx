import type { ReactNode } from 'react';
import { clockText } from '#renderer/features/runbooks/RunGauge.tsx';
import { type RunModel, type StepLine, shortTitle } from '#renderer/features/runbooks/runModel.ts';
import { nobody } from '#renderer/features/runbooks/wording.ts';
import { formatClock, formatTime } from '#renderer/lib/format.ts';
import { textWidth } from '#renderer/ui/gauge-labels.ts';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { initialsOf } from '#shared/domain/redaction.ts';
import { minutesText } from '#shared/domain/wording.ts';
import type { WallSettings } from './useWallSettings.ts';
import wall from './Wall.module.css';
import css from './WallSteps.module.css';
import { type WallGroups, wallGroups } from './wallGroups.ts';

type Props = { readonly model: RunModel; readonly settings: WallSettings };

/** What failed, what runs, what is late and what comes next: as much as fits without scrolling. */
export function WallSteps({ model, settings }: Props) {
  const groups = wallGroups(model);
  const at = (instant: number) => clockText(instant, model.now, model.view.zone);
  // Before the start the sentence above names the day; the titles need the room.
  const soon = (instant: number) =>
    model.phase === 'running' ? at(instant) : formatTime(instant, model.view.zone);
  const owner = (line: StepLine) =>
    line.owner ? settings.person(line.owner.name) : line.step.ownerRole || nobody;
  if (model.phase === 'ended') return <Ended model={model} />;
  return (
    <section className={wall.column} aria-label="Now and next" data-testid="wall-steps">
      <Group state="failed" word="Failed" lines={groups.failed}>
        {(line) => (
          <BigStep
            line={line}
            meta={<Meta owner={owner(line)} rest={line.comment} />}
            figure={line.record.endedAt === null ? '' : at(line.record.endedAt)}
            below="failed"
          />
        )}
      </Group>
      <Group state="running" word="Now" lines={groups.running} more={groups.moreRunning}>
        {(line) => (
          <BigStep
            line={line}
            meta={<Meta owner={owner(line)} rest={ownRole(line)} />}
            figure={line.runsFor === null ? '' : formatClock(line.runsFor)}
            below={
              line.lateMinutes > 0
                ? `${minutesText(line.lateMinutes)} over`
                : `of ${minutesText(line.step.plannedMinutes)}`
            }
          />
        )}
      </Group>
      <Group state="late" word="Late" lines={groups.late} more={groups.moreLate}>
        {(line) => (
          <BigStep
            line={line}
            meta={
              <Meta
                owner={owner(line)}
                rest={`${ownRole(line) ? `${ownRole(line)} · ` : ''}due ${at(line.readySince ?? model.now)}`}
              />
            }
            figure={`+${line.lateMinutes}`}
            below="min late"
          />
        )}
      </Group>
      <Group state="planned" word={model.phase === 'running' ? 'Next' : 'First'} lines={groups.next}>
        {(line) => (
          <SmallStep
            line={line}
            owner={owner(line)}
            figure={line.forecast ? soon(line.forecast.startsAt) : ''}
          />
        )}
      </Group>
      <Group state="blocked" word="Held" lines={groups.blocked}>
        {(line) => <SmallStep line={line} owner={owner(line)} figure="" />}
      </Group>
      {nothing(groups) && (
        <p className={css.none}>
          {model.lines.length === 0
            ? 'This run has no steps.'
            : 'All steps are finished. The run can be ended.'}
        </p>
      )}
    </section>
  );
}

function nothing(groups: WallGroups): boolean {
  return [groups.failed, groups.running, groups.late, groups.next, groups.blocked].every(
    (lines) => lines.length === 0,
  );
}

// Widths in vh: title and owner of a small step together, what their letters take on average, the air between.
const PAIR = 49;
const TITLE = 3.6 * 0.95;
const OWNER = 2.4 * 0.95;
const AIR = 1.8;

/** The owner as far as the title leaves room: name, initials, nothing. A step's title is never cut for it. */
function ownerBeside(title: string, owner: string): string {
  const room = PAIR - textWidth(title) * TITLE - AIR;
  return [owner, initialsOf(owner)].find((text) => textWidth(text) * OWNER <= room) ?? '';
}

/** What stands beside the owner: the role asked for, where it adds something. */
function ownRole(line: StepLine): string {
  return line.owner ? line.step.ownerRole : '';
}

function Group(props: {
  readonly state: GlyphState;
  readonly word: string;
  readonly lines: readonly StepLine[];
  readonly more?: number;
  readonly children: (line: StepLine) => ReactNode;
}) {
  if (props.lines.length === 0) return null;
  return (
    <div className={css.group}>
      <h3>
        <StateGlyph state={props.state} />
        {props.word}
      </h3>
      <div>
        {props.lines.map((line) => (
          <div key={line.step.id} className={css.step}>
            {props.children(line)}
          </div>
        ))}
        {(props.more ?? 0) > 0 && <p className={css.more}>and {props.more} more</p>}
      </div>
    </div>
  );
}

function SmallStep(props: { readonly line: StepLine; readonly owner: string; readonly figure: string }) {
  return (
    <div className={css.nextStep}>
      <span className={css.stepNumber}>{props.line.step.number}</span>
      <span className={css.stepTitle}>{shortTitle(props.line.step)}</span>
      <span className={css.meta}>{ownerBeside(shortTitle(props.line.step), props.owner)}</span>
      <span className={css.figure}>{props.figure}</span>
    </div>
  );
}

function BigStep(props: {
  readonly line: StepLine;
  readonly meta: ReactNode;
  readonly figure: string;
  readonly below: string;
}) {
  return (
    <div className={css.bigStep}>
      <span className={css.stepNumber}>{props.line.step.number}</span>
      <div className={css.stepMain}>
        <div className={css.stepTitle}>{shortTitle(props.line.step)}</div>
        <div className={css.meta}>{props.meta}</div>
      </div>
      <div className={css.figure}>
        {props.figure}
        <small>{props.below}</small>
      </div>
    </div>
  );
}

function Meta({ owner, rest }: { readonly owner: string; readonly rest: string }) {
  return (
    <>
      <b>{owner}</b>
      {rest && ` · ${rest}`}
    </>
  );
}

/** What the finished run left behind. */
function Ended({ model }: { readonly model: RunModel }) {
  const count = (glyph: GlyphState) => model.lines.filter((line) => line.glyph === glyph).length;
  const rows: readonly (readonly [GlyphState, string, number])[] = [
    ['done', 'Done', count('done')],
    ['workaround', 'Done with workaround', count('workaround')],
    ['skipped', 'Skipped', count('skipped')],
    ['undone', 'Backed out', count('undone')],
    ['failed', 'Failed', count('failed')],
    ['planned', 'Not finished', model.total - model.finished - count('failed')],
  ];
  return (
    <section className={wall.column} aria-label="Outcome" data-testid="wall-steps">
      <p className={css.outcome}>{model.view.run.outcome || 'Ended'}</p>
      {rows
        .filter(([, , n]) => n > 0)
        .map(([glyph, word, n]) => (
          <p key={word} className={css.tally}>
            <StateGlyph state={glyph} />
            <span>{word}</span>
            <b>{n}</b>
          </p>
        ))}
    </section>
  );
}
