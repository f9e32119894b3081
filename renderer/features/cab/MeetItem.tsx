import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNames } from '#renderer/features/changes/names.ts';
import { ConflictLines } from '#renderer/features/conflicts/ConflictLines.tsx';
import { CHECK_TOPICS } from '#renderer/features/conflicts/useConflicts.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatDateTime, formatDuration, formatTime } from '#renderer/lib/format.ts';
import { RiskBars } from '#renderer/ui/LifePips.tsx';
import { LightMarkdown } from '#renderer/ui/LightMarkdown.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { AgendaLine } from '#shared/contract/cab.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { returnsTo } from '#shared/domain/changes/returns-to.ts';
import { signedPoints, sumWords } from '#shared/domain/wording.ts';
import css from './Meet.module.css';
import { ItemClock } from './MeetScreen.tsx';
import { standingOf } from './meetingWords.ts';
import { useRisk } from './useRisk.ts';

/** The item the board talks about, large: what and why, the risk with its lines, when, and what is known against it. */
export function MeetItem({ line }: { readonly line: AgendaLine }) {
  const standing = standingOf(line);
  return (
    <article className={css.item} aria-label={`${line.ref}: ${line.title}`}>
      <header>
        <div>
          <p className={css.above}>
            {line.subjectKind === 'change' ? (
              <Link to="/change/$key" params={{ key: line.ref }} className="ref">
                {line.ref}
              </Link>
            ) : (
              <Link to="/release/$key" params={{ key: line.ref }} className="ref">
                {line.ref}
              </Link>
            )}
            <span>{line.type === null ? 'Release' : `${line.type} change`}</span>
            <span>{line.state}</span>
            <b>
              <StateGlyph state={standing.glyph} size={15} /> {standing.word}
            </b>
          </p>
          <h2 dir="auto">{line.title}</h2>
        </div>
        <ItemClock line={line} />
      </header>
      {line.advises && <p className={css.advises}>{line.advises}</p>}
      {line.note && (
        <p className={css.noted} dir="auto">
          {line.note}
        </p>
      )}
      {line.gone ? null : line.subjectKind === 'change' ? (
        <ChangeFacts line={line} />
      ) : (
        <ReleaseFacts line={line} />
      )}
      <Known line={line} />
    </article>
  );
}

function ChangeFacts({ line }: { readonly line: AgendaLine }) {
  const zone = useZone();
  const change = useQuery(
    orpc.changes.get.queryOptions({
      input: { key: line.ref },
      meta: { topics: [`changes/${line.subjectId}`] },
    }),
  );
  return (
    <QueryState query={change} what="The change">
      {(found) => (
        <>
          <Facts
            facts={[
              ['When', whenWords(line, zone)],
              ['Outage', outageWords(found)],
              ['Back-out returns to', returnsTo(found) || 'not stated'],
            ]}
          />
          <div className={css.texts}>
            <div>
              <Prose title="What" text={found.description} missing="No description." />
              <Prose title="Why now" text={found.justification} missing="Not stated." />
            </div>
            <Risk change={found} />
          </div>
        </>
      )}
    </QueryState>
  );
}

function ReleaseFacts({ line }: { readonly line: AgendaLine }) {
  const zone = useZone();
  const release = useQuery(
    orpc.releases.get.queryOptions({ input: { key: line.ref }, meta: { topics: ['releases', 'changes'] } }),
  );
  return (
    <QueryState query={release} what="The release">
      {(found) => (
        <>
          <Facts
            facts={[
              ['When', whenWords(line, zone)],
              ['Changes', String(found.changeRows.length)],
              ['Strategy', found.strategy],
            ]}
          />
          <Prose title="What for" text={found.objectives} missing="No objectives stated." />
          <Prose title="Back-out" text={found.backOutPlan} missing="No plan stated." />
        </>
      )}
    </QueryState>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Risk({ change }: { readonly change: Change }) {
  const risk = useRisk(change);
  return (
    <section className={css.risk} aria-label="Risk">
      <h3>
        Risk <RiskBars level={change.riskLevel} score={change.riskScore} />
      </h3>
      {risk?.lines.map((one) => (
        <p key={one.what}>
          <span dir="auto">{one.what}</span> <b>{signedPoints(one.points)}</b>
        </p>
      ))}
      {risk && risk.lines.length > 0 && (
        <p className={css.sum}>
          <b>{sumWords(risk.lines.map(({ points }) => points))}</b> <b>{risk.score}</b>
        </p>
      )}
      {change.riskOverride && (
        <p>
          Set to {change.riskOverride.level} by hand: {change.riskOverride.reason}
        </p>
      )}
    </section>
  );
}

/** Conflicts, what others said so far, and what earlier meetings decided. */
function Known({ line }: { readonly line: AgendaLine }) {
  const zone = useZone();
  const { personName } = useNames();
  const subject = { kind: line.subjectKind, id: line.subjectId } as Subject;
  const check = useQuery(
    orpc.conflicts.check.queryOptions({
      input: { subject },
      enabled: !line.gone,
      meta: { topics: CHECK_TOPICS },
    }),
  );
  const conflicts = check.data?.conflicts ?? [];
  return (
    <div className={css.known}>
      <section aria-label="Conflicts">
        <h3>Conflicts</h3>
        {conflicts.length === 0 ? (
          <p>None.</p>
        ) : (
          <ConflictLines conflicts={conflicts} zone={zone} about={line.ref} />
        )}
      </section>
      <section aria-label="Approvals so far">
        <h3>Approvals so far</h3>
        {line.voices.length === 0 && <p>None.</p>}
        {line.voices.map((one) => (
          <p key={`${one.stage} ${one.decidedBy} ${one.decidedAt}`}>
            {one.stage}: <b>{one.verdict}</b>, {personName(one.decidedBy) || 'somebody who was removed'},{' '}
            {formatDateTime(one.decidedAt, zone)}
            {one.stale && ' (amended since)'}
          </p>
        ))}
      </section>
      <section aria-label="Previous decisions">
        <h3>Previous decisions</h3>
        {line.previous.length === 0 && <p>None.</p>}
        {line.previous.map((one) => (
          <p key={`${one.meetingId} ${one.at}`} dir="auto">
            <span className="ref">{one.ref}</span>: <b>{one.outcome}</b>, {formatDateTime(one.at, zone)}
            {one.note && `. ${one.note}`}
          </p>
        ))}
      </section>
    </div>
  );
}

/** Text with light Markdown; pictures and raw HTML are left out. */
function Prose(props: { readonly title: string; readonly text: string; readonly missing: string }) {
  return (
    <section>
      <h3>{props.title}</h3>
      {props.text.trim() === '' ? (
        <p className="t2">{props.missing}</p>
      ) : (
        <div className={css.prose} dir="auto">
          <LightMarkdown text={props.text.slice(0, 4000)} />
        </div>
      )}
    </section>
  );
}

function whenWords({ startsAt, endsAt }: AgendaLine, zone: string): string {
  if (startsAt === null) return 'no time planned';
  const start = formatDateTime(startsAt, zone);
  return endsAt === null ? start : `${start} to ${formatTime(endsAt, zone)}`;
}

function outageWords({ plannedOutageMinutes: minutes }: Change): string {
  if (minutes === null) return 'not stated';
  return minutes === 0 ? 'none' : formatDuration(minutes * 60_000);
}
