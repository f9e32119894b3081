import { v7 } from 'uuid';
import { z } from 'zod';

// Every thing has a UUIDv7, branded so that a change id never lands where a release id belongs.
export const personId = z.uuid().brand<'PersonId'>();
export const teamId = z.uuid().brand<'TeamId'>();
export const serviceId = z.uuid().brand<'ServiceId'>();
export const environmentId = z.uuid().brand<'EnvironmentId'>();
export const repositoryId = z.uuid().brand<'RepositoryId'>();
export const windowId = z.uuid().brand<'WindowId'>();
export const slotId = z.uuid().brand<'SlotId'>();
export const changeId = z.uuid().brand<'ChangeId'>();
export const releaseId = z.uuid().brand<'ReleaseId'>();
export const templateId = z.uuid().brand<'TemplateId'>();
export const templateStepId = z.uuid().brand<'TemplateStepId'>();
export const templateVersionId = z.uuid().brand<'TemplateVersionId'>();
export const runId = z.uuid().brand<'RunId'>();
export const stepId = z.uuid().brand<'StepId'>();
export const stepEventId = z.uuid().brand<'StepEventId'>();
export const evidenceId = z.uuid().brand<'EvidenceId'>();
export const stepAttemptId = z.uuid().brand<'StepAttemptId'>();
export const noteId = z.uuid().brand<'NoteId'>();
export const presenterLinkId = z.uuid().brand<'PresenterLinkId'>();
export const runEventId = z.uuid().brand<'RunEventId'>();
export const gateVoteId = z.uuid().brand<'GateVoteId'>();
export const personTimeId = z.uuid().brand<'PersonTimeId'>();
export const conflictRecordId = z.uuid().brand<'ConflictRecordId'>();
export const trainId = z.uuid().brand<'TrainId'>();
export const cabMeetingId = z.uuid().brand<'CabMeetingId'>();
export const agendaItemId = z.uuid().brand<'AgendaItemId'>();
export const packId = z.uuid().brand<'PackId'>();
export const decisionId = z.uuid().brand<'DecisionId'>();
export const conditionId = z.uuid().brand<'ConditionId'>();
export const changeTemplateId = z.uuid().brand<'ChangeTemplateId'>();
export const deviceId = z.uuid().brand<'DeviceId'>();
export const groupId = z.uuid().brand<'GroupId'>();

export type PersonId = z.infer<typeof personId>;
export type TeamId = z.infer<typeof teamId>;
export type ServiceId = z.infer<typeof serviceId>;
export type EnvironmentId = z.infer<typeof environmentId>;
export type RepositoryId = z.infer<typeof repositoryId>;
export type WindowId = z.infer<typeof windowId>;
export type SlotId = z.infer<typeof slotId>;
export type ChangeId = z.infer<typeof changeId>;
export type ReleaseId = z.infer<typeof releaseId>;
export type TemplateId = z.infer<typeof templateId>;
export type TemplateStepId = z.infer<typeof templateStepId>;
export type TemplateVersionId = z.infer<typeof templateVersionId>;
export type RunId = z.infer<typeof runId>;
export type StepId = z.infer<typeof stepId>;
export type StepEventId = z.infer<typeof stepEventId>;
export type EvidenceId = z.infer<typeof evidenceId>;
export type StepAttemptId = z.infer<typeof stepAttemptId>;
export type NoteId = z.infer<typeof noteId>;
export type PresenterLinkId = z.infer<typeof presenterLinkId>;
export type RunEventId = z.infer<typeof runEventId>;
export type GateVoteId = z.infer<typeof gateVoteId>;
export type PersonTimeId = z.infer<typeof personTimeId>;
export type ConflictRecordId = z.infer<typeof conflictRecordId>;
export type TrainId = z.infer<typeof trainId>;
export type CabMeetingId = z.infer<typeof cabMeetingId>;
export type AgendaItemId = z.infer<typeof agendaItemId>;
export type PackId = z.infer<typeof packId>;
export type DecisionId = z.infer<typeof decisionId>;
export type ConditionId = z.infer<typeof conditionId>;
export type ChangeTemplateId = z.infer<typeof changeTemplateId>;
export type DeviceId = z.infer<typeof deviceId>;
export type GroupId = z.infer<typeof groupId>;

/** Mints a UUIDv7 (RFC 9562) of the asked brand; ids made later sort later. */
export function newId<Id extends string>(): Id {
  return v7() as Id;
}
