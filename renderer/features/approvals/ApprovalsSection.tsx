import { useForm } from '#renderer/features/changes/form.ts';
import { FormSection } from '#renderer/features/changes/sections/FormSection.tsx';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { ApprovalStanding } from '#shared/contract/standing.ts';
import css from './Approvals.module.css';
import { ConditionList } from './ConditionList.tsx';
import { DecisionList } from './DecisionList.tsx';
import { StageRow } from './StageRow.tsx';
import { useStanding } from './useStanding.ts';

/** Who is asked about this change, who has decided what, and what an approval depends on. */
export function ApprovalsSection() {
  const { shown } = useForm();
  const standing = useStanding({ kind: 'change', id: shown.id });
  return (
    <FormSection id="approvals" title="Approvals" aside={asideOf(standing.data)}>
      <QueryState query={standing} what="The approvals">
        {(found) => <Standing standing={found} />}
      </QueryState>
    </FormSection>
  );
}

function asideOf(standing: ApprovalStanding | undefined): string | undefined {
  const asked = (standing?.stages ?? []).filter(
    ({ stage, state }) => stage.kind === 'approval' && state !== 'not asked',
  );
  if (!standing || asked.length === 0) return undefined;
  const approved = asked.filter(({ state }) => state === 'approved').length;
  return `${approved} of ${asked.length} approved${standing.round > 1 ? `, round ${standing.round}` : ''}`;
}

function Standing({ standing }: { readonly standing: ApprovalStanding }) {
  const { names, zone, shown } = useForm();
  const { stages, conditions, earlier, approveBy, authority } = standing;
  return (
    <>
      {approveBy !== null && (
        <p className={css.sentence}>
          <Chip state={approveBy < Date.now() ? 'blocked' : 'late'}>
            The approval is owed until {formatDateTime(approveBy, zone)}
          </Chip>
        </p>
      )}
      {stages.length === 0 ? (
        <p className={css.quiet}>
          This change was never submitted through a flow of approvals. Who authorised it is named by hand.
        </p>
      ) : (
        <ul className={css.stages} aria-label="Stages">
          {stages.map((one) => (
            <StageRow key={one.stage.id} standing={standing} row={one} zone={zone} people={names.people} />
          ))}
        </ul>
      )}
      {authority !== '' && <p className={css.sentence}>Authorised by {authority}.</p>}
      <ConditionList conditions={conditions} change={shown} zone={zone} people={names.people} />
      {earlier.length > 0 && (
        <>
          <h3 className={css.sub}>Former rounds</h3>
          <DecisionList
            decisions={earlier.map((one) => ({ ...one, stale: false, counts: false, why: '' }))}
            stageNames={new Map(stages.map(({ stage }) => [stage.id, stage.name]))}
            zone={zone}
            people={names.people}
          />
        </>
      )}
    </>
  );
}
