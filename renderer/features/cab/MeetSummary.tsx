import { useMutation } from '@tanstack/react-query';
import { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { MeetingView } from '#shared/contract/cab.ts';
import { isApproval } from '#shared/domain/approvals/cab.ts';
import css from './Meet.module.css';
import { standingOf } from './meetingWords.ts';

/** What the meeting decided, and what becomes of it. */
export function MeetSummary({ view }: { readonly view: MeetingView }) {
  const { lines, meeting } = view;
  const schedule = useMutation({ mutationFn: () => client.cab.scheduleApproved({ id: meeting.id }) });
  const approved = lines.filter((line) => isApproval(line.outcome)).length;
  const open = lines.filter((line) => line.outcome === null && !line.gone).length;
  const ready = lines.some(
    (line) => isApproval(line.outcome) && line.subjectKind === 'change' && line.state === 'Authorize',
  );
  return (
    <article className={css.summary} aria-label="Summary">
      <h2>
        {lines.length === 0
          ? 'Nothing is on the agenda.'
          : `${approved} of ${formatCount(lines.length, 'item')} approved${open > 0 ? `, ${open} not decided` : ''}.`}
      </h2>
      <ul>
        {lines.map((line) => {
          const { glyph, word } = standingOf(line);
          return (
            <li key={line.id}>
              <StateGlyph state={glyph} size={16} />
              <span className="ref t2">{line.ref}</span>
              <span dir="auto">
                {line.title}
                {line.note && <em>{line.note}</em>}
              </span>
              <b>{word}</b>
            </li>
          );
        })}
      </ul>
      {ready && (
        <Button
          variant="primary"
          size="large"
          disabled={schedule.isPending}
          onClick={() => schedule.mutate()}
        >
          Move the approved ones to Scheduled
        </Button>
      )}
      <Refusal error={schedule.error} />
      {schedule.data && (
        <div role="status">
          <p>
            <b>
              {schedule.data.moved.length === 0
                ? 'Nothing was moved.'
                : `Moved to Scheduled: ${schedule.data.moved.join(', ')}.`}
            </b>
          </p>
          {schedule.data.stays.length > 0 && (
            <>
              <h3>What stays, and why</h3>
              <ul>
                {schedule.data.stays.map((one) => (
                  <li key={one.ref}>
                    <StateGlyph state="blocked" size={14} />
                    <span className="ref t2">{one.ref}</span>
                    <span dir="auto">
                      {one.title}
                      <em>{one.why}</em>
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </article>
  );
}
