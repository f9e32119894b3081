import type { ReactNode } from 'react';

/** Everything that has a silhouette of its own. `late` is added to a state, it does not replace it. */
export type GlyphState =
  | 'planned'
  | 'ready'
  | 'running'
  | 'done'
  | 'workaround'
  | 'skipped'
  | 'undone'
  | 'blocked'
  | 'failed'
  | 'late'
  | 'green'
  | 'amber'
  | 'red';

const CHECK = { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const SHAPES: Readonly<Record<GlyphState, ReactNode>> = {
  planned: (
    <circle
      cx="8"
      cy="8"
      r="6.2"
      fill="none"
      stroke="var(--f)"
      strokeWidth="1.6"
      strokeDasharray="2.6 2.27"
    />
  ),
  ready: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="var(--s)" strokeWidth="1.7" />
      <circle cx="8" cy="8" r="2.3" fill="var(--s)" />
    </>
  ),
  running: (
    <path
      d="M3.2 2.4 13.8 8 3.2 13.6z"
      fill="var(--s)"
      stroke="var(--s)"
      strokeWidth="1.6"
      strokeLinejoin="round"
    />
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="7.2" fill="var(--s)" />
      <path d="M4.6 8.3 7.1 10.8 11.5 5.7" stroke="var(--o)" strokeWidth="1.9" {...CHECK} />
    </>
  ),
  workaround: (
    <>
      <path d="M8 .4 15.6 8 8 15.6.4 8z" fill="var(--s)" />
      <path d="M5.2 8.2 7.3 10.3 10.9 6.1" stroke="var(--o)" strokeWidth="1.8" {...CHECK} />
    </>
  ),
  skipped: (
    <path d="M2.5 3.5 7 8l-4.5 4.5M8.5 3.5 13 8l-4.5 4.5" stroke="var(--f)" strokeWidth="1.8" {...CHECK} />
  ),
  undone: (
    <path
      d="M5.6 2.2 2.2 5.6 5.6 9M2.4 5.6h7.2a4 4 0 0 1 0 8H6.2"
      stroke="var(--f)"
      strokeWidth="1.8"
      {...CHECK}
    />
  ),
  blocked: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="1.5" fill="var(--s)" />
      <rect x="3.8" y="6.9" width="8.4" height="2.2" fill="var(--o)" />
    </>
  ),
  failed: (
    <>
      <path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="var(--s)" />
      <path d="M5.5 5.5l5 5M10.5 5.5l-5 5" stroke="var(--o)" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  late: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="var(--s)" strokeWidth="2" />
      <path d="M8 4.3V8l2.5 1.7" stroke="var(--f)" strokeWidth="1.8" {...CHECK} />
    </>
  ),
  green: <circle cx="8" cy="8" r="7.2" fill="var(--s)" />,
  amber: (
    <>
      <path d="M8 1.2 15.5 14.6H.5z" fill="var(--s)" stroke="var(--s)" strokeLinejoin="round" />
      <path d="M8 6v4M8 12.3v.1" stroke="var(--o)" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  red: (
    <>
      <path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="var(--s)" />
      <path d="M8 4v4.5M8 11.6v.1" stroke="var(--o)" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
};

/** The shape of a state in its colour, 1.1 em. Without `label` it is decoration beside its word. */
export function StateGlyph(props: {
  readonly state: GlyphState;
  readonly label?: string;
  readonly size?: number | string;
}) {
  const size = props.size ?? '1.1em';
  const named =
    props.label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': props.label };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: hidden beside its word, or named by aria-label
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      data-state={props.state}
      style={{ flex: 'none', overflow: 'visible', verticalAlign: '-0.17em' }}
      {...named}
    >
      {SHAPES[props.state]}
    </svg>
  );
}
