import type { Release, ReleaseState } from '#shared/contract/releases.ts';

export const RELEASE_TYPES: readonly { readonly value: Release['type']; readonly label: string }[] = [
  { value: 'major', label: 'Major: breaks something that others use' },
  { value: 'minor', label: 'Minor: new, and nothing breaks' },
  { value: 'patch', label: 'Patch: repairs only' },
  { value: 'emergency', label: 'Emergency: as soon as possible' },
];

export const STRATEGIES: readonly { readonly value: Release['strategy']; readonly label: string }[] = [
  { value: 'all at once', label: 'All at once' },
  { value: 'rolling', label: 'Rolling' },
  { value: 'blue-green', label: 'Blue-green' },
  { value: 'canary', label: 'Canary' },
  { value: 'feature toggle', label: 'Feature toggle' },
];

export const OUTCOMES: readonly {
  readonly value: NonNullable<Release['outcome']>;
  readonly label: string;
}[] = [
  { value: 'successful', label: 'Successful' },
  { value: 'successful with issues', label: 'Successful with issues' },
  { value: 'backed out', label: 'Backed out' },
  { value: 'failed', label: 'Failed' },
];

/** What the button says that moves a release to a state. */
export function moveWords(from: ReleaseState, to: ReleaseState): string {
  switch (to) {
    case 'Planning':
      return 'Back to planning';
    case 'Build':
      return from === 'Testing' ? 'Back to build' : 'Start building';
    case 'Testing':
      return 'Start testing';
    case 'Awaiting approval':
      return 'Ask for approval';
    case 'Scheduled':
      return 'Schedule';
    case 'Deployment':
      return 'Start deployment';
    case 'Review':
      return 'Go to review';
    case 'Failed':
      return 'Record as failed';
    case 'Backed out':
      return 'Record as backed out';
    case 'Cancelled':
      return 'Cancel release';
    case 'Closed':
      return 'Close release';
  }
}
