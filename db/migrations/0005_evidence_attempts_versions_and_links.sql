CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`run_id` text NOT NULL,
	`step_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`sha256` text,
	`bytes` integer,
	`mime` text,
	`actor_id` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `evidence_run` ON `evidence` (`run_id`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `step_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`run_id` text NOT NULL,
	`step_id` text NOT NULL,
	`automation` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`outcome` text NOT NULL,
	`code` integer,
	`output` text NOT NULL,
	`actor_id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `step_attempt_run` ON `step_attempt` (`run_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `template_version` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`template_id` text NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`summary` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `template_version_template` ON `template_version` (`template_id`,`version`);--> statement-breakpoint
CREATE TABLE `presenter_link` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`hash` text NOT NULL,
	`shows_names` integer NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `presenter_link_hash_unique` ON `presenter_link` (`hash`);--> statement-breakpoint
ALTER TABLE `run` ADD `template_version` integer;--> statement-breakpoint
ALTER TABLE `run` ADD `change_id` text;--> statement-breakpoint
ALTER TABLE `run` ADD `held_by` text;--> statement-breakpoint
ALTER TABLE `run_event` ADD `change_id` text;--> statement-breakpoint
ALTER TABLE `run_event` ADD `device` text;--> statement-breakpoint
ALTER TABLE `step` ADD `evidence` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `step` ADD `on_failure` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `step` ADD `automation` text;--> statement-breakpoint
ALTER TABLE `step` ADD `offset_minutes` integer;--> statement-breakpoint
ALTER TABLE `step` ADD `baseline_start_at` integer;--> statement-breakpoint
ALTER TABLE `step` ADD `baseline_end_at` integer;--> statement-breakpoint
ALTER TABLE `template_step` ADD `evidence` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `template_step` ADD `on_failure` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `template_step` ADD `automation` text;--> statement-breakpoint
ALTER TABLE `template_step` ADD `offset_minutes` integer;--> statement-breakpoint
ALTER TABLE `note` ADD `step_id` text;