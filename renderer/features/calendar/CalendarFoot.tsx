import { formatZone } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import css from './CalendarFoot.module.css';
import { toggleUtc } from './calendarStore.ts';

/** Foot of the calendar: how the axis is read, what the shapes mean, and the other zone. */
export function CalendarFoot(props: { readonly zone: string; readonly home: string; readonly at: number }) {
  const inHome = props.zone === props.home;
  return (
    <footer className={css.foot}>
      <span>Each day runs 00:00 to 24:00 {formatZone(props.zone, props.at)}; marks stand at their hour</span>
      <span className={css.grow} />
      <span>
        <StateGlyph state="ready" /> booked
      </span>
      <span>
        <StateGlyph state="planned" /> tentative
      </span>
      <span>
        <StateGlyph state="running" /> running
      </span>
      <span>
        <StateGlyph state="done" /> done
      </span>
      <Button size="small" variant="quiet" keyCap="z" onClick={toggleUtc}>
        {inHome ? 'Show UTC' : `Show ${formatZone(props.home, props.at)}`}
      </Button>
    </footer>
  );
}
