import type { RiskQuestion } from '#shared/contract/change-policies.ts';

/** What no field tells: asked until a workspace asks something else. An answer lowers the risk where its points are negative. */
export const riskQuestions: RiskQuestion[] = [
  {
    id: 'done-before',
    ask: 'How often was this done before?',
    answers: [
      { id: 'often', label: 'Often, the same way', points: -4 },
      { id: 'once', label: 'Once or twice', points: 0 },
      { id: 'never', label: 'Never', points: 6 },
    ],
  },
  {
    id: 'undone',
    ask: 'Can it be undone?',
    answers: [
      { id: 'tried', label: 'Yes, and the way back was tried', points: -4 },
      { id: 'written', label: 'Yes, as written down', points: 0 },
      { id: 'partly', label: 'Only in part, or with loss', points: 8 },
      { id: 'no', label: 'No', points: 14 },
    ],
  },
  {
    id: 'users',
    ask: 'Who notices when it goes wrong?',
    answers: [
      { id: 'nobody', label: 'Nobody outside the team', points: -2 },
      { id: 'few', label: 'Some users', points: 3 },
      { id: 'most', label: 'Most users', points: 7 },
      { id: 'everyone', label: 'Every user, or customers of customers', points: 10 },
    ],
  },
  {
    id: 'tested',
    ask: 'Where was it tested?',
    answers: [
      { id: 'production-like', label: 'In an environment like production', points: -4 },
      { id: 'test', label: 'In a test environment', points: 0 },
      { id: 'nowhere', label: 'Nowhere yet', points: 8 },
    ],
  },
  {
    id: 'stored-data',
    ask: 'Which stored data does it touch?',
    answers: [
      { id: 'none', label: 'None', points: 0 },
      { id: 'internal', label: 'Internal data', points: 2 },
      { id: 'personal', label: 'Personal or financial data', points: 6 },
    ],
  },
  {
    id: 'timing',
    ask: 'How busy are the services then?',
    answers: [
      { id: 'quiet', label: 'Quiet hours', points: -2 },
      { id: 'usual', label: 'A usual day', points: 0 },
      { id: 'peak', label: 'A peak, or close to one', points: 6 },
    ],
  },
];
