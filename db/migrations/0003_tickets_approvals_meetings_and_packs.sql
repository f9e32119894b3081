CREATE TABLE `condition` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`change_id` text NOT NULL,
	`decision_id` text NOT NULL,
	`text` text NOT NULL,
	`met_at` integer,
	`met_by` text,
	`met_note` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `condition_change` ON `condition` (`change_id`);--> statement-breakpoint
CREATE TABLE `decision` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`stage_id` text NOT NULL,
	`round` integer NOT NULL,
	`content_hash` text NOT NULL,
	`verdict` text NOT NULL,
	`comment` text NOT NULL,
	`decided_by` text NOT NULL,
	`recorded_by` text NOT NULL,
	`capacity` text NOT NULL,
	`evidence` text NOT NULL,
	`meeting_id` text,
	`decided_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `decision_subject` ON `decision` (`subject_id`);--> statement-breakpoint
CREATE INDEX `decision_decider` ON `decision` (`decided_by`);--> statement-breakpoint
CREATE INDEX `decision_meeting` ON `decision` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `agenda_item` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`meeting_id` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`position` text NOT NULL,
	`minutes` integer NOT NULL,
	`late` integer NOT NULL,
	`outcome` text,
	`outcome_at` integer,
	`note` text NOT NULL,
	`started_at` integer,
	`ended_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `agenda_item_meeting` ON `agenda_item` (`meeting_id`,`position`);--> statement-breakpoint
CREATE INDEX `agenda_item_subject` ON `agenda_item` (`subject_id`);--> statement-breakpoint
CREATE TABLE `change_policy` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`key` text NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `change_policy_key_unique` ON `change_policy` (`key`);--> statement-breakpoint
CREATE TABLE `change_template` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL,
	`about` text NOT NULL,
	`standard` integer NOT NULL,
	`state` text NOT NULL,
	`fields` text NOT NULL,
	`proposed_by` text,
	`decided_by` text,
	`decided_at` integer,
	`decision_note` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `content` (
	`hash` text PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	`stored_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `pack` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`meeting_id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`frozen_at` integer NOT NULL,
	`frozen_by` text NOT NULL,
	`sha256` text NOT NULL,
	`files` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `pack_meeting` ON `pack` (`meeting_id`,`number`);--> statement-breakpoint
ALTER TABLE `cab_meeting` ADD `member_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `cab_meeting` ADD `quorum` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cab_meeting` ADD `present_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `cab_meeting` ADD `agenda_rule` text;--> statement-breakpoint
ALTER TABLE `cab_meeting` ADD `started_at` integer;--> statement-breakpoint
ALTER TABLE `cab_meeting` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `cab_meeting` ADD `record` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `pull_requests` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `attachments` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `origin` text;--> statement-breakpoint
ALTER TABLE `change` ADD `release_strategy` text;--> statement-breakpoint
ALTER TABLE `change` ADD `build` text;--> statement-breakpoint
ALTER TABLE `change` ADD `risk_answers` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `risk_override` text;--> statement-breakpoint
ALTER TABLE `change` ADD `criteria` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `custom_fields` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `unauthorised` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `round` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `flow` text;--> statement-breakpoint
ALTER TABLE `change` ADD `approve_by` integer;--> statement-breakpoint
ALTER TABLE `change` ADD `template_id` text;--> statement-breakpoint
ALTER TABLE `change` ADD `drafted` text;--> statement-breakpoint
CREATE INDEX `change_approve_by` ON `change` (`approve_by`) WHERE removed_at IS NULL AND approve_by IS NOT NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `delegate_id` text;