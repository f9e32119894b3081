import { formatTime } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { communicationsDue } from '#shared/domain/runs/communications.ts';
import { minutesText } from '#shared/domain/wording.ts';
import type { RunDialog } from './RunDialogs.tsx';
import css from './Runner.module.css';
import type { RunModel } from './runModel.ts';

/** Planned communications that nobody has sent yet, with who sends them and when. */
export function CommunicationsDue({
  model,
  open,
}: {
  readonly model: RunModel;
  readonly open: (d: RunDialog) => void;
}) {
  const { view, now } = model;
  const names = new Map(view.people.map(({ id, name }) => [id, name]));
  const due = communicationsDue(view.notes);
  if (due.length === 0) return <p className="t2">None planned.</p>;
  return due.map((one) => {
    const at = one.nextUpdateAt ?? now;
    const late = Math.floor((now - at) / 60_000);
    return (
      <div key={one.id} className={css.item}>
        <StateGlyph state={now > at ? 'late' : 'planned'} />
        <div>
          <div className="b">{one.text}</div>
          <p>
            {names.get(one.ownerId ?? one.actorId) ?? ''},{' '}
            {now > at
              ? `was due ${formatTime(at, view.zone)}${late > 0 ? `, ${minutesText(late)} late` : ''}`
              : `due ${formatTime(at, view.zone)}`}
            {', '}
            <button type="button" onClick={() => open({ kind: 'communication sent', about: one })}>
              sent
            </button>
          </p>
        </div>
      </div>
    );
  });
}
