import type { ChangeState } from '#shared/contract/changes.ts';

/** What the button says that moves a change to a state. */
export function moveWords(to: ChangeState, type: string): string {
  switch (to) {
    case 'New':
      return 'Back to New for rework';
    case 'Assess':
      return 'Submit for assessment';
    case 'Authorize':
      return type === 'emergency' ? 'Send to the emergency CAB' : 'Send for authorisation';
    case 'Scheduled':
      return type === 'standard' ? 'Schedule' : 'Authorise and schedule';
    case 'Implement':
      return 'Start implementing';
    case 'Review':
      return 'Finish and review';
    case 'Closed':
      return 'Close';
    case 'Cancelled':
      return 'Cancel change';
  }
}
