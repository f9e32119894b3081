import { type ReactNode, useMemo } from 'react';
import { formatDate, formatTime } from '#renderer/lib/format.ts';
import { Gauge } from '#renderer/ui/Gauge.tsx';
import { MINUTE } from '#shared/domain/time.ts';
import { zoneOffset } from './recentTime.ts';
import type { RunModel } from './runModel.ts';

const FAR_MS = 20 * 3_600_000;

/** The fork of a run in the zone of the workspace. Times further than 20 hours away carry their day. */
export function RunGauge(props: {
  readonly model: RunModel;
  readonly captions?: readonly { readonly widthEm: number; readonly content: ReactNode }[];
  readonly below?: (percent: (at: number) => number, widthEm: number) => ReactNode;
}) {
  const { model } = props;
  const { zone } = model.view;
  const minute = model.now - (model.now % MINUTE);
  // Clocks are set forward and back on full minutes, and to ask the zone is slow.
  const offsetMs = useMemo(() => zoneOffset(minute, zone), [minute, zone]);
  return (
    <Gauge
      facts={model.facts}
      clock={(at) => clockText(at, model.now, zone)}
      offsetMs={offsetMs}
      {...(props.captions ? { captions: props.captions } : {})}
      {...(props.below ? { below: props.below } : {})}
    />
  );
}

/** `01:21`, or `Thu 01:21` where that could be read as another day's. */
export function clockText(at: number, now: number, zone: string): string {
  const time = formatTime(at, zone);
  return Math.abs(at - now) > FAR_MS ? `${formatDate(at, zone).slice(0, 3)}\u00a0${time}` : time;
}
