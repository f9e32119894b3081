import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import type { ChangeFields } from '#shared/contract/changes.ts';

/** Questions that help a person write one field, and where the words can be found; the first one stays in sight when the rest is folded. */
type Prompt = ChangePolicies['prompts'][number];

/** The built-in prompts, one entry per field that has any. Source: seed 003, section "Change Ticket". */
export const prompts: readonly Prompt[] = [
  {
    field: 'title',
    ask: [
      'What changes, and in which part of the system?',
      'Can a reader decide from this sentence alone whether to read on?',
    ],
    from: ['code change'],
  },
  {
    field: 'description',
    ask: [
      'Could somebody outside the team follow this?',
      'Which details do business leaders need, and which does the team need?',
      'Where in the system is it made?',
      'What will users see, or not see?',
    ],
    from: ['code change'],
  },
  {
    field: 'justification',
    ask: [
      'What is lost if it does not ship?',
      'What is gained once it runs?',
      'Why is it needed now?',
      'Which business goal does it bring closer, and by how much?',
    ],
    from: ['business goal', 'product priority', 'sprint goal', 'code change', 'user journey'],
  },
  {
    field: 'serviceIds',
    ask: ['Which services run different code or settings afterwards?', 'Which others call them?'],
    from: ['code change'],
  },
  {
    field: 'deploymentSteps',
    ask: [
      'Could a new colleague do it from this list?',
      'Which actions, in which order, bring it into production?',
      'Who has to be told before it starts?',
    ],
    from: ['code change', 'release strategy'],
  },
  {
    field: 'backOutSteps',
    ask: [
      'Which actions, all of them, bring the state before back?',
      'To which version does each service return?',
      'What happens to data written in between?',
    ],
    from: ['code change', 'release strategy', 'backup and recovery plan'],
  },
  {
    field: 'validationSteps',
    ask: [
      'How would a user notice that it works?',
      'Which graph or alert would show that it does not?',
      'Which checks, in which order, prove it?',
    ],
    from: ['code change', 'monitoring', 'testing', 'user journey', 'business goal'],
  },
  {
    field: 'impact',
    ask: ['Who is affected while it is carried out, and how?', 'Who is affected if it fails?'],
    from: ['user journey', 'monitoring'],
  },
  {
    field: 'evidence',
    ask: [
      'Which tests ran against this build, and what did they say?',
      'Who reviewed the code?',
      'Was the back-out tried?',
    ],
    from: ['testing', 'code change'],
  },
  {
    field: 'plannedStart',
    ask: [
      'Do all steps and the back-out fit between start and end?',
      'Which hour disturbs the fewest users?',
    ],
    from: ['release strategy', 'monitoring'],
  },
  {
    field: 'validatorId',
    ask: ['Who says that it works, and is not the one who carries it out?'],
    from: ['testing'],
  },
];

/** The questions for one field; undefined where a field explains itself. */
export function promptFor(all: readonly Prompt[], field: keyof ChangeFields): Prompt | undefined {
  return all.find((prompt) => prompt.field === field);
}
