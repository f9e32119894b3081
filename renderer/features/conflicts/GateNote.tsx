import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { ConflictLines } from './ConflictLines.tsx';
import type { Gate } from './useGate.ts';

/** Open conflicts in a dialog that schedules or starts, and what they ask for. Nothing while there is none. */
export function GateNote({ gate, zone }: { readonly gate: Gate; readonly zone: string }) {
  if (gate.open.length === 0) return null;
  const hard = gate.asks === 'exception';
  return (
    <div>
      <p className="b">
        <StateGlyph state={hard ? 'failed' : 'late'} />{' '}
        {hard
          ? 'A hard rule stands against it; an approved exception, or another time, lifts that.'
          : 'In conflict. A reason accepts that on the record, until the planned end.'}
      </p>
      <ConflictLines conflicts={gate.open} about="" zone={zone} />
    </div>
  );
}
