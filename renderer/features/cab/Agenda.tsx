import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import type { AgendaLine, Filled, MeetingView } from '#shared/contract/cab.ts';
import { type Budget, budgetOf, builtInAgendaRule, startsOf } from '#shared/domain/approvals/cab.ts';
import type { AgendaItemId } from '#shared/domain/ids.ts';
import { AddItemField } from './AddItemField.tsx';
import { AgendaRow } from './AgendaRow.tsx';
import { FilledNote } from './FilledNote.tsx';
import css from './Meeting.module.css';
import { RuleDialog, ruleWords } from './RuleDialog.tsx';
import { useAct } from './useMeeting.ts';

/** What the meeting hears, in order, with the time it takes; drag or the arrow buttons put it in another order. */
export function Agenda(props: {
  readonly view: MeetingView;
  readonly filled: Filled | null;
  readonly onFilled: (filled: Filled) => void;
}) {
  const { meeting, lines, closed } = props.view;
  const [editing, setEditing] = useState(false);
  const now = useMinute();
  const fill = useAct('The agenda was not filled');
  const order = useAct('The agenda was not put in order');
  const open = meeting.endedAt === null;
  const starts = startsOf(meeting, lines, now);
  const main = lines.filter((line) => !line.late);
  const late = lines.filter((line) => line.late);
  return (
    <>
      <Section title="Agenda" aside={formatCount(lines.length, 'item')}>
        <div className={css.tools}>
          {open && (
            <>
              <Button
                icon="plus"
                disabled={fill.busy}
                onClick={() =>
                  fill.run(async () => props.onFilled(await client.cab.fillAgenda({ id: meeting.id })))
                }
              >
                Fill by rule
              </Button>
              <Button variant="quiet" icon="filter" onClick={() => setEditing(true)}>
                Rule
              </Button>
              <AddItemField meetingId={meeting.id} onFilled={props.onFilled} />
              {main.length > 1 && (
                <Button
                  variant="quiet"
                  disabled={order.busy}
                  onClick={() => order.run(() => client.cab.orderAgenda({ id: meeting.id }))}
                >
                  Riskiest first
                </Button>
              )}
            </>
          )}
          <span className="t2">{ruleWords(meeting.agendaRule ?? builtInAgendaRule)}</span>
        </div>
        {props.filled && <FilledNote filled={props.filled} />}
        {lines.length > 0 && <TimeBudget budget={budgetOf(meeting, lines)} />}
        {lines.length === 0 ? (
          <p className="t2">
            Nothing is on the agenda. “Fill by rule” puts there what waits for the board, riskiest first;
            single ones are found by their reference, and a selection of the table can be put there too.
          </p>
        ) : (
          <Rows lines={main} starts={starts} open={open} closed={closed} label="Agenda" />
        )}
      </Section>
      {late.length > 0 && (
        <Section title="Late" aside="heard if time is left">
          <Rows lines={late} starts={starts} open={open} closed={closed} label="Late items" />
        </Section>
      )}
      {editing && <RuleDialog meeting={meeting} onClose={() => setEditing(false)} />}
    </>
  );
}

function Rows(props: {
  readonly lines: readonly AgendaLine[];
  readonly starts: ReadonlyMap<AgendaItemId, number>;
  readonly open: boolean;
  readonly closed: boolean;
  readonly label: string;
}) {
  const { lines } = props;
  const zone = useZone();
  const move = useAct('The item was not moved');
  const [dragged, setDragged] = useState<AgendaItemId | null>(null);
  const put = (id: AgendaItemId, before: AgendaItemId | null) =>
    move.run(() => client.cab.moveItem({ id, before }));
  return (
    <ol className={css.agenda} aria-label={props.label}>
      {lines.map((line, at) => (
        <AgendaRow
          key={line.id}
          line={line}
          number={at + 1}
          zone={zone}
          start={props.starts.get(line.id) ?? null}
          open={props.open}
          closed={props.closed}
          isDragged={dragged === line.id}
          onDrag={setDragged}
          onDrop={() => dragged !== null && dragged !== line.id && put(dragged, line.id)}
          onUp={at > 0 ? () => put(line.id, lines[at - 1]?.id ?? null) : null}
          onDown={at < lines.length - 1 ? () => put(line.id, lines[at + 2]?.id ?? null) : null}
        />
      ))}
    </ol>
  );
}

function TimeBudget({ budget }: { readonly budget: Budget }) {
  const whole = Math.max(budget.minutes, budget.planned + budget.late);
  const share = (minutes: number) => `${(minutes / whole) * 100}%`;
  const over = budget.planned > budget.minutes;
  return (
    <div className={css.budget}>
      <div className={css.bar} aria-hidden="true">
        <i style={{ width: share(Math.min(budget.planned, budget.minutes)) }} />
        {over && <i data-over="" style={{ width: share(budget.planned - budget.minutes) }} />}
        <i data-late="" style={{ width: share(budget.late) }} />
        <b style={{ left: share(budget.minutes) }} />
      </div>
      <p className={over ? css.over : undefined}>{budget.sentence}</p>
    </div>
  );
}
