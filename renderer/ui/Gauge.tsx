import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import classes from './Gauge.module.css';
import { type GaugeFacts, type GaugeFrame, gaugeGeometry } from './gauge-geometry.ts';
import type { Lane } from './gauge-lanes.ts';
import { gaugeScale } from './gauge-scale.ts';
import { gaugeSentence } from './gauge-sentence.ts';

type GaugeProps = {
  readonly facts: GaugeFacts;
  readonly clock: GaugeFrame['clock'];
  readonly offsetMs: number;
  readonly minutes?: boolean;
  /** A title beside the plates, longest first, each with its width in em of the gauge. */
  readonly captions?: readonly { readonly widthEm: number; readonly content: ReactNode }[];
  /** Drawn under the gauge on the same scale; gets the place of an instant in per cent and the width in em. */
  readonly below?: (percent: (at: number) => number, widthEm: number) => ReactNode;
};

/** The fork: time of a run on one scale, and the two ways on from now. Its size follows the font size. */
export function Gauge({ facts, clock, offsetMs, minutes = false, captions = [], below }: GaugeProps) {
  const [ref, widthEm] = useWidthEm();
  const frame: GaugeFrame = {
    widthEm,
    clock,
    offsetMs,
    minutes,
    captions: captions.map((caption) => caption.widthEm),
  };
  const g = gaugeGeometry(facts, frame);
  const percent = (value: number) => `${value.toFixed(3)}%`;
  return (
    <>
      <div
        ref={ref}
        className={classes.gauge}
        role="img"
        aria-label={gaugeSentence(facts, g.state, clock)}
        data-fork={g.state}
        data-testid="gauge"
      >
        <div className={classes.plates}>
          {g.caption && (
            <div className={classes.caption} style={{ left: percent(g.caption.left) }}>
              {captions[g.caption.level]?.content}
            </div>
          )}
          {g.plates.map((plate) => (
            <div
              key={plate.kind}
              className={classes.plate}
              data-kind={plate.kind}
              data-anchor={plate.anchor}
              data-breach={(g.state === 'deadline passed' && plate.kind === 'deadline') || undefined}
              style={{ left: percent(plate.left) }}
            >
              {plate.text}
            </div>
          ))}
        </div>
        <div className={classes.channel}>
          {g.segments.map((segment) => (
            <div
              key={`${segment.kind} ${segment.left}`}
              className={classes.segment}
              data-kind={segment.kind}
              style={{ left: percent(segment.left), width: percent(segment.width) }}
            >
              {segment.text}
            </div>
          ))}
          {g.posts.map((post) => (
            <div
              key={post.left}
              className={classes.post}
              data-hollow={post.hollow || undefined}
              style={{ left: percent(post.left) }}
            />
          ))}
          {g.staff !== null && <div className={classes.staff} style={{ left: percent(g.staff) }} />}
        </div>
        <GaugeLane way="on" lane={g.forward} />
        <GaugeLane way="back" lane={g.back} />
        {g.needle !== null && <div className={classes.needle} style={{ left: percent(g.needle) }} />}
        <div className={classes.scale}>
          {g.ticks.map((tick) => (
            <div
              key={tick.left}
              className={classes.tick}
              data-strong={tick.strong || undefined}
              style={{ left: percent(tick.left) }}
            />
          ))}
          {g.labels.map((label) => (
            <span
              key={`${label.time} ${label.words} ${label.left}`}
              className={classes.label}
              style={{ left: percent(label.left) }}
            >
              {label.time && <b>{label.time} </b>}
              {label.words}
            </span>
          ))}
        </div>
      </div>
      {below?.(gaugeScale(facts, frame).percent, widthEm)}
    </>
  );
}

function GaugeLane({ way, lane }: { readonly way: 'on' | 'back'; readonly lane: Lane }) {
  const percent = (value: number) => `${value.toFixed(3)}%`;
  const worst = lane.parts.at(-1)?.kind ?? 'plain';
  return (
    <div className={classes.lane} data-way={way}>
      {lane.say && (
        <span className={classes.say} style={{ left: percent(lane.sayLeft) }}>
          {lane.say}
        </span>
      )}
      {lane.parts.map((part) => (
        <div
          key={part.kind}
          className={classes.path}
          data-kind={part.kind}
          style={{ left: percent(part.left), width: percent(part.width) }}
        />
      ))}
      {lane.planLeft !== null && <div className={classes.plan} style={{ left: percent(lane.planLeft) }} />}
      {lane.end && (
        <>
          <div className={classes.cap} data-kind={worst} style={{ left: percent(lane.end.left) }} />
          <span className={classes.end} style={{ left: percent(lane.end.left) }}>
            <b>{lane.end.time}</b> {lane.end.words}
          </span>
        </>
      )}
      {lane.sentence && (
        <span className={classes.end} style={{ left: percent(lane.sentence.left) }}>
          {lane.sentence.text}
        </span>
      )}
    </div>
  );
}

/** Width of an element in its own font size; follows resizing. */
function useWidthEm() {
  const ref = useRef<HTMLDivElement>(null);
  const [widthEm, setWidthEm] = useState(80);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const size = Number.parseFloat(getComputedStyle(element).fontSize) || 13;
      if (element.clientWidth > 0) setWidthEm(element.clientWidth / size);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, widthEm] as const;
}
