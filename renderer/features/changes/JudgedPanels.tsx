import type { Change } from '#shared/contract/changes.ts';
import { CoachPanel } from './CoachPanel.tsx';
import { RiskPanel } from './RiskPanel.tsx';
import { useRiskBasis } from './useRiskBasis.ts';

/** How the ticket is judged as it is typed: by the coach for its writing, by the model for its risk. */
export function JudgedPanels({ change }: { readonly change: Change }) {
  const basis = useRiskBasis(change);
  return (
    <>
      <CoachPanel change={change} basis={basis} />
      <RiskPanel change={change} basis={basis} />
    </>
  );
}
