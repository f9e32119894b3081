import { useState } from 'react';
import { useChangePolicies } from '#renderer/features/changes/usePolicies.ts';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Verdict } from '#shared/contract/approvals.ts';
import type { Person } from '#shared/contract/people.ts';
import type { ApprovalStanding, StageStanding } from '#shared/contract/standing.ts';
import css from './Approvals.module.css';
import { stageGlyph, verdictWords } from './approvalWords.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { DecisionList } from './DecisionList.tsx';

const votes: readonly Verdict[] = ['approve', 'reject', 'send back', 'abstain'];

/** One stage: how it stands, who decided, and the decisions that are open to the operator. */
export function StageRow(props: {
  readonly standing: ApprovalStanding;
  readonly row: StageStanding;
  readonly zone: string;
  readonly people: readonly Person[];
}) {
  const { standing, row } = props;
  const { stage, state } = row;
  const { operatorId } = useWorkspace();
  const { approvalRules } = useChangePolicies();
  const [asking, setAsking] = useState<{ verdict: Verdict; onBehalf: boolean } | null>(null);
  const isTask = stage.kind === 'task';
  const isOpen = isTask ? state === 'to do' : state === 'open';
  const anybody = isTask && row.eligible.length === 0;
  const mine = operatorId !== null && (anybody || row.mayDecide.includes(operatorId));
  const others = row.mayDecide.filter((id) => id !== operatorId);
  const verdicts: readonly Verdict[] = isTask ? ['done'] : votes;
  return (
    <li className={css.stage}>
      <div className={css.head}>
        <b>{stage.name}</b>
        <Chip state={stageGlyph(state)}>{state}</Chip>
        <span className={css.kind}>
          {isTask ? 'task' : 'approval'} in {stage.state}
          {stage.authority && ', change authority'}
        </span>
      </div>
      <p className={css.sentence}>{row.sentence}</p>
      <DecisionList decisions={row.decisions} zone={props.zone} people={props.people} />
      {isOpen && (mine || (others.length > 0 && approvalRules.onBehalf)) && (
        <div className={css.acts}>
          {mine &&
            verdicts.map((verdict) => (
              <Button
                key={verdict}
                size="small"
                variant={verdict === 'approve' ? 'primary' : 'default'}
                aria-label={`${verdictWords[verdict]}: ${stage.name}`}
                onClick={() => setAsking({ verdict, onBehalf: false })}
              >
                {verdictWords[verdict]}
              </Button>
            ))}
          {others.length > 0 && approvalRules.onBehalf && (
            <Button
              size="small"
              aria-label={`Record for somebody: ${stage.name}`}
              onClick={() => setAsking({ verdict: isTask ? 'done' : 'approve', onBehalf: true })}
            >
              Record for somebody
            </Button>
          )}
        </div>
      )}
      {asking && (
        <DecideDialog
          standing={standing}
          row={row}
          first={asking.verdict}
          people={asking.onBehalf ? props.people.filter(({ id }) => others.includes(id)) : null}
          zone={props.zone}
          onClose={() => setAsking(null)}
        />
      )}
    </li>
  );
}
