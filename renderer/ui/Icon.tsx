const PATHS = {
  today: 'M3 17.5h18M6 13.5a6 6 0 0 1 12 0M12 3.5V6M4.6 6.6l1.7 1.7M19.4 6.6l-1.7 1.7M8 21h8',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8',
  release: 'M3 14.5h18l-2.6 5.5H5.6zM12 14.5V3.5l6.5 8.5H12M9 7l-3.5 5H9z',
  change: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6',
  people:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19.5c.3-3.3 2.4-5 5.5-5s5.2 1.7 5.5 5M16 5.3a3 3 0 0 1 0 5.5M17.5 14.8c1.9.6 2.9 2.2 3 4.7',
  runbook:
    'M10.5 6H20M10.5 12H20M10.5 18H20M3.5 6l1.4 1.4L7.5 5M3.5 12l1.4 1.4 2.6-2.4M3.5 18l1.4 1.4 2.6-2.4',
  warroom: 'M3 4.5h18v12H3zM8 20.5h8M12 16.5v4M6.5 12.5h3l2-4 2 5 1.5-3h2.5',
  insights: 'M4 20h16M7 16.5v-5M12 16.5V5.5M17 16.5v-8',
  settings: 'M4 7h9M17 7h3M15 4.8v4.4M4 17h3M11 17h9M9 14.8v4.4',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.4 15.4 20 20',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  sync: 'M19.5 11A7.6 7.6 0 0 0 5.8 7.6M4.5 4v4h4M4.5 13a7.6 7.6 0 0 0 13.7 3.4M19.5 20v-4h-4',
  device: 'M5 5h14v10H5zM2.5 19h19M9.5 15v4M14.5 15v4',
  backout: 'M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3',
  note: 'M4 5h16v11h-9l-4 4v-4H4z',
  issue: 'M12 3.5 21.5 20h-19zM12 9.5v5M12 17.3v.1',
  decision: 'M7 21V12l-3-3 8-6 8 6-3 3v9M12 12v9',
  phone:
    'M6 3.5h3l1.6 4.3-2 1.7a11 11 0 0 0 5.4 5.4l1.7-2 4.3 1.6v3a2 2 0 0 1-2 2C10.8 19.5 4.5 13.2 4 5.5a2 2 0 0 1 2-2z',
  pin: 'M9 3.5h6l-1 6 3.5 4h-11l3.5-4zM12 13.5V21',
  flag: 'M6 21V4M6 4.5h12l-3 4 3 4H6',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1-1',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19.5 7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  download: 'M12 4v11M7.5 11l4.5 4.5L16.5 11M4.5 20h15',
  filter: 'M4 5h16l-6.3 8v6l-3.4-2v-4z',
  group: 'M4 6h16M7 12h13M10 18h10',
  columns: 'M4 5h16v14H4zM9.5 5v14M15 5v14',
  drag: 'M9 6v.1M9 12v.1M9 18v.1M15 6v.1M15 12v.1M15 18v.1',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  chevronDown: 'M5 9l7 7 7-7',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  folder: 'M3.5 6h6l2 2.5h9v11h-17z',
  branch:
    'M7 8.5v7M7 8.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5zM7 20a2.25 2.25 0 1 0 0-4.5A2.25 2.25 0 0 0 7 20zM17 10.5A2.25 2.25 0 1 0 17 6a2.25 2.25 0 0 0 0 4.5zM17 10.5c0 3-5 3-10 5',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  history: 'M4.5 9a8.2 8.2 0 1 1-.5 4M4 4.5V9h4.5M12 8v4.5l3 2',
  trash: 'M5 7h14M9.5 7V4h5v3M7 7l1 13h8l1-13',
  edit: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5z',
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M8.5 5v14M15.5 5v14',
  key: 'M15 12.5a4.2 4.2 0 1 0-3.8-2.4L4 17.3V20h3.5v-2.5H10V15l1.9-1.9',
  // Rings as wide as their line: dots of one line's width are thinner than a pixel and fade.
  more: 'M5 12a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0m6.1 0a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0m6.1 0a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0',
} as const;

export type IconName = keyof typeof PATHS;

/** Line icon, 1.25 em; decoration only: the word stands beside it or on the control's label. */
export function Icon({ name, size }: { readonly name: IconName; readonly size?: number | string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      width={size ?? '1.25em'}
      height={size ?? '1.25em'}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', verticalAlign: '-0.25em' }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Slipway's mark: a hull on its ways. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      <path d="M3 21.5 23 14.5" stroke="var(--sl-text)" strokeWidth="2.2" strokeLinecap="round" />
      <path
        d="M5.5 15.5h13.5l-2.8 3.3-9 3z"
        fill="var(--sl-text)"
        transform="rotate(-19 12 18) translate(0 -4.5)"
      />
    </svg>
  );
}
