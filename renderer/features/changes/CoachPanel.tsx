import { useId, useState } from 'react';
import { Icon } from '#renderer/ui/Icon.tsx';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Change } from '#shared/contract/changes.ts';
import { type CoachLine, coach } from '#shared/domain/changes/coach.ts';
import type { RiskBasis } from '#shared/domain/changes/risk.ts';
import { counted, sumWords } from '#shared/domain/wording.ts';
import { CoachMenu } from './CoachMenu.tsx';
import { useForm } from './form.ts';
import { goToField } from './goToField.ts';
import css from './lines.module.css';
import ticket from './ticket.module.css';
import { useChangePolicies } from './usePolicies.ts';

/** What would make the ticket clearer to a stranger, rule by rule, with its points and their sum. */
export function CoachPanel(props: { readonly change: Change; readonly basis: RiskBasis | null }) {
  const { change, basis } = props;
  const { names } = useForm();
  const [open, setOpen] = useState(true);
  const id = useId();
  const slot = names.releases.find((one) => one.id === change.releaseId)?.slot;
  const startsAt = change.plannedStart?.at ?? slot?.start.at;
  const endsAt = change.plannedEnd?.at ?? slot?.end.at;
  const { lines, off, given, total } = coach(
    change,
    {
      services: names.services,
      versions: new Map(
        (basis?.history ?? []).flatMap(({ serviceId, version }) => (version ? [[serviceId, version]] : [])),
      ),
      slotMinutes: startsAt === undefined || endsAt === undefined ? null : (endsAt - startsAt) / 60_000,
    },
    useChangePolicies().coach,
  );
  return (
    <section className={ticket.block} aria-label="Coach">
      <h2 className={css.coachHead}>
        <button
          type="button"
          className={css.coachFold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'chevronDown' : 'right'} size={11} />
          Coach
        </button>
        {open ? (
          <span className={css.never}>never blocks saving</span>
        ) : (
          <b>
            {given} of {total}
          </b>
        )}
        <CoachMenu />
      </h2>
      <div id={id} hidden={!open}>
        <CoachLines lines={lines} />
        {off.map((rule) => (
          <p key={rule.id} className={css.off} dir="auto">
            {rule.name}. <b>Off:</b> {rule.reason}
          </p>
        ))}
        <div className={css.riskSum}>
          <b>
            {lines.length === 0
              ? 'Every rule is off'
              : sumWords(lines.filter(({ points }) => points > 0).map((line) => line.given))}
          </b>
          <b>
            {given} of {total}
          </b>
        </div>
      </div>
    </section>
  );
}

/** What is open stands in sight; what is met folds into one line. */
function CoachLines({ lines }: { readonly lines: readonly CoachLine[] }) {
  const [all, setAll] = useState(false);
  const id = useId();
  const met = lines.filter((line) => line.met);
  return (
    <>
      <ul className={css.coachLines}>
        {lines
          .filter((line) => !line.met)
          .map((line) => (
            <CoachItem key={line.id} line={line} />
          ))}
      </ul>
      {met.length > 0 && (
        <>
          <button
            type="button"
            className={css.met}
            aria-expanded={all}
            aria-controls={id}
            onClick={() => setAll(!all)}
          >
            <StateGlyph state="done" size={13} />
            <span>
              {counted(met.length, 'rule')} met <Icon name={all ? 'chevronDown' : 'right'} size={11} />
            </span>
            <b>{met.reduce((sum, { points }) => sum + points, 0)}</b>
          </button>
          <ul id={id} className={css.coachLines} hidden={!all}>
            {met.map((line) => (
              <CoachItem key={line.id} line={line} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function CoachItem({ line }: { readonly line: CoachLine }) {
  const { editable } = useForm();
  const { given, points, met, name, reason, field } = line;
  const hint = points === 0;
  const glyph: GlyphState = met ? 'done' : given === 0 && !hint ? 'blocked' : 'late';
  const words = met ? 'met' : hint ? 'hint' : given === 0 ? 'missing' : 'in part';
  return (
    <li className={css.coachLine}>
      <StateGlyph state={glyph} size={13} label={words} />
      <span>{name}</span>
      <b>{hint ? 'hint' : met ? points : `${given} of ${points}`}</b>
      {!met && editable.has(field) ? (
        <button type="button" className={css.fix} aria-label={`Fix: ${name}`} onClick={() => goToField(line)}>
          Fix
        </button>
      ) : (
        <span />
      )}
      {reason && (
        <p className={css.reason} dir="auto">
          {reason}
        </p>
      )}
    </li>
  );
}
