import { formatDuration } from '#renderer/lib/format.ts';
import { releaseStrategy } from '#shared/contract/changes.ts';
import { ChoiceField } from '../ChoiceField.tsx';
import { useForm } from '../form.ts';
import { StepsField } from '../StepsField.tsx';
import { minutesOf } from '../stepText.ts';
import { FormSection } from './FormSection.tsx';

/** How it is deployed, taken back and checked. */
export function StepsSection() {
  return (
    <FormSection id="steps" title="Steps" aside={<WorkAndSlot />}>
      <ChoiceField field="releaseStrategy" options={releaseStrategy.options} />
      <StepsField field="deploymentSteps" label="Deployment steps" />
      <StepsField field="backOutSteps" label="Back-out steps" />
      <StepsField field="validationSteps" label="Validation steps" />
    </FormSection>
  );
}

/** `38 min of work in a slot of 60 min`. */
function WorkAndSlot() {
  const { shown } = useForm();
  const work = minutesOf([...shown.deploymentSteps, ...shown.validationSteps]).minutes;
  const slot =
    shown.plannedStart && shown.plannedEnd ? Math.max(0, shown.plannedEnd.at - shown.plannedStart.at) : 0;
  if (work === 0) return null;
  return (
    <>
      {formatDuration(work * 60_000)} of work
      {slot > 0 && ` in a slot of ${formatDuration(slot)}`}
      {slot > 0 && work * 60_000 > slot && ', which is too short'}
    </>
  );
}
