import { Link } from '@tanstack/react-router';
import { client } from '#renderer/lib/client.ts';
import { formatCount, formatDateTime, formatTime } from '#renderer/lib/format.ts';
import { IconButton } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { NumberInput } from '#renderer/ui/Fields.tsx';
import { RiskBars } from '#renderer/ui/LifePips.tsx';
import type { AgendaLine } from '#shared/contract/cab.ts';
import type { AgendaItemId } from '#shared/domain/ids.ts';
import css from './Meeting.module.css';
import { standingOf } from './meetingWords.ts';
import { useAct } from './useMeeting.ts';

/** One item of an agenda: when it comes up, what it is, how it stands, and its minutes. */
export function AgendaRow(props: {
  readonly line: AgendaLine;
  readonly number: number;
  readonly zone: string;
  readonly start: number | null;
  readonly open: boolean;
  readonly closed: boolean;
  readonly isDragged: boolean;
  readonly onDrag: (id: AgendaItemId | null) => void;
  readonly onDrop: () => void;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
}) {
  const { line, zone } = props;
  const act = useAct('The agenda was not saved');
  const standing = standingOf(line);
  const movable = props.open && line.outcome === null;
  return (
    <li
      className={css.item}
      data-dragged={props.isDragged || undefined}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        props.onDrag(line.id);
      }}
      onDragEnd={() => props.onDrag(null)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
    >
      <span className={css.start}>{props.start === null ? '' : formatTime(props.start, zone)}</span>
      <div className={css.thing}>
        <span className="ref t2">{line.ref}</span> <ThingLink line={line} />
        <p className={css.facts}>
          {line.riskLevel !== null && <RiskBars level={line.riskLevel} score={line.riskScore ?? 0} />}
          <span>{line.state}</span>
          <span>{line.startsAt === null ? 'no time planned' : formatDateTime(line.startsAt, zone)}</span>
          <ConflictWords line={line} />
          {line.previous[0] && (
            <span>
              {line.previous[0].outcome} at {line.previous[0].ref}
            </span>
          )}
        </p>
        {line.note && (
          <p className={css.note} dir="auto">
            {line.note}
          </p>
        )}
      </div>
      <Chip state={standing.glyph} bare>
        {standing.word}
      </Chip>
      <NumberInput
        aria-label={`Minutes for ${line.ref}`}
        className={css.minutes ?? ''}
        min={1}
        max={240}
        allowDecimal={false}
        suffix=" min"
        disabled={!movable}
        key={line.minutes}
        defaultValue={line.minutes}
        onBlur={(event) => {
          const minutes = Math.min(240, Math.max(1, Number.parseInt(event.currentTarget.value, 10) || 1));
          if (minutes !== line.minutes)
            act.run(() => client.cab.patchItem({ id: line.id, fields: { minutes } }));
        }}
      />
      <span className={css.rowActs}>
        {movable && (
          <>
            <IconButton
              icon="up"
              label={`Move ${line.ref} up`}
              disabled={props.onUp === null}
              onClick={() => props.onUp?.()}
            />
            <IconButton
              icon="down"
              label={`Move ${line.ref} down`}
              disabled={props.onDown === null}
              onClick={() => props.onDown?.()}
            />
            {props.closed && (
              <IconButton
                icon="clock"
                label={line.late ? `Take ${line.ref} from the late list` : `Put ${line.ref} on the late list`}
                onClick={() =>
                  act.run(() => client.cab.patchItem({ id: line.id, fields: { late: !line.late } }))
                }
              />
            )}
            <IconButton
              icon="close"
              label={`Take ${line.ref} off the agenda`}
              onClick={() => act.run(() => client.cab.removeItem({ id: line.id }))}
            />
          </>
        )}
      </span>
    </li>
  );
}

function ThingLink({ line }: { readonly line: AgendaLine }) {
  if (line.gone) return <s dir="auto">{line.title}</s>;
  return line.subjectKind === 'change' ? (
    <Link to="/change/$key" params={{ key: line.ref }} className={css.title} dir="auto">
      {line.title}
    </Link>
  ) : (
    <Link to="/release/$key" params={{ key: line.ref }} className={css.title} dir="auto">
      {line.title}
    </Link>
  );
}

function ConflictWords({ line: { hard, soft } }: { readonly line: AgendaLine }) {
  if (hard + soft === 0) return null;
  return (
    <b>
      {formatCount(hard + soft, 'conflict')}
      {hard > 0 && `, ${hard} hard`}
    </b>
  );
}
