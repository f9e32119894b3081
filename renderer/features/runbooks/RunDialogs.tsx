import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { Note } from '#shared/contract/warroom.ts';
import type { ChangeId, PersonId, StepAttemptId, StepId } from '#shared/domain/ids.ts';
import { AssignDialog } from './AssignDialog.tsx';
import { AutomationDialog } from './AutomationDialog.tsx';
import { BackOutDialog } from './BackOutDialog.tsx';
import { BridgeDialog } from './BridgeDialog.tsx';
import { CallDialog } from './CallDialog.tsx';
import { CommunicationDialog } from './CommunicationDialog.tsx';
import { CorrectTimesDialog } from './CorrectTimesDialog.tsx';
import { EndBackOutDialog } from './EndBackOutDialog.tsx';
import { EndRunDialog } from './EndRunDialog.tsx';
import { EvidenceDialog } from './EvidenceDialog.tsx';
import { ExtendDialog } from './ExtendDialog.tsx';
import { FailureDialog } from './FailureDialog.tsx';
import { GateVoteDialog } from './GateVoteDialog.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';
import { InsertStepDialog } from './InsertStepDialog.tsx';
import { NoteDialog } from './NoteDialog.tsx';
import { OneChangeDialog } from './OneChangeDialog.tsx';
import { OutputDialog } from './OutputDialog.tsx';
import { RoleDialog } from './RoleDialog.tsx';
import type { RunModel, StepLine } from './runModel.ts';
import { SitrepDialog } from './SitrepDialog.tsx';
import { SuspendDialog } from './SuspendDialog.tsx';
import { TakeOverDialog } from './TakeOverDialog.tsx';
import { TickDialog } from './TickDialog.tsx';

/** What the runner asks in a dialog. */
export type RunDialog =
  | { readonly kind: 'tick'; readonly line: StepLine; readonly event: StepEventKind | null }
  | { readonly kind: 'failure'; readonly stepId: StepId }
  | { readonly kind: 'issue' }
  | { readonly kind: 'decision' }
  | { readonly kind: 'close issue'; readonly issue: Note }
  | { readonly kind: 'communication' }
  | { readonly kind: 'communication sent'; readonly about: Note }
  | { readonly kind: 'call' }
  | { readonly kind: 'assign'; readonly line: StepLine }
  | { readonly kind: 'evidence'; readonly line: StepLine }
  | { readonly kind: 'automation'; readonly line: StepLine }
  | { readonly kind: 'output'; readonly line: StepLine; readonly attemptId: StepAttemptId }
  | { readonly kind: 'insert'; readonly after: StepLine | null }
  | { readonly kind: 'end' }
  | { readonly kind: 'back out' }
  | { readonly kind: 'role' }
  | { readonly kind: 'hand over'; readonly from: PersonId | null }
  | { readonly kind: 'sitrep' }
  | { readonly kind: 'bridge' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'one change'; readonly changeId: ChangeId | null }
  | { readonly kind: 'take over' }
  | { readonly kind: 'correct times' }
  | { readonly kind: 'extend' }
  | { readonly kind: 'gate'; readonly line: StepLine };

/** The dialog that is open on the runner. */
export function RunDialogs(props: {
  readonly model: RunModel;
  readonly dialog: RunDialog;
  readonly close: () => void;
  readonly open: (dialog: RunDialog) => void;
}) {
  const { model, dialog, close, open } = props;
  switch (dialog.kind) {
    case 'tick':
      return (
        <TickDialog
          model={model}
          line={dialog.line}
          event={dialog.event}
          close={close}
          failed={(stepId) => open({ kind: 'failure', stepId })}
        />
      );
    case 'failure':
      return <FailureDialog model={model} stepId={dialog.stepId} close={close} open={open} />;
    case 'issue':
      return <NoteDialog model={model} kind="issue" close={close} />;
    case 'decision':
      return <NoteDialog model={model} kind="decision" close={close} />;
    case 'close issue':
      return <NoteDialog model={model} kind="issue closed" about={dialog.issue} close={close} />;
    case 'communication':
      return <CommunicationDialog model={model} close={close} />;
    case 'communication sent':
      return <NoteDialog model={model} kind="communication sent" about={dialog.about} close={close} />;
    case 'call':
      return <CallDialog model={model} close={close} />;
    case 'assign':
      return <AssignDialog model={model} line={dialog.line} close={close} />;
    case 'evidence':
      return <EvidenceDialog line={dialog.line} close={close} />;
    case 'automation':
      return <AutomationDialog line={dialog.line} close={close} />;
    case 'output':
      return (
        <OutputDialog
          title={`Output of step ${dialog.line.step.number}, ${dialog.line.step.title}`}
          runId={model.view.run.id}
          attemptId={dialog.attemptId}
          close={close}
        />
      );
    case 'insert':
      return <InsertStepDialog model={model} after={dialog.after} close={close} />;
    case 'end':
      return model.view.run.backsOutId === null ? (
        <EndRunDialog model={model} close={close} />
      ) : (
        <EndBackOutDialog model={model} close={close} />
      );
    case 'back out':
      return <BackOutDialog model={model} close={close} />;
    case 'bridge':
      return <BridgeDialog model={model} close={close} />;
    case 'sitrep':
      return <SitrepDialog model={model} close={close} />;
    case 'role':
      return <RoleDialog model={model} close={close} />;
    case 'hand over':
      return <HandOverDialog model={model} from={dialog.from} close={close} />;
    case 'one change':
      return <OneChangeDialog model={model} changeId={dialog.changeId} close={close} />;
    case 'suspend':
      return <SuspendDialog model={model} close={close} />;
    case 'take over':
      return <TakeOverDialog model={model} close={close} />;
    case 'correct times':
      return <CorrectTimesDialog model={model} close={close} />;
    case 'extend':
      return <ExtendDialog model={model} close={close} />;
    case 'gate':
      return <GateVoteDialog model={model} line={dialog.line} close={close} />;
  }
}
