CREATE TABLE `gate_vote` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`run_id` text NOT NULL,
	`step_id` text NOT NULL,
	`person_id` text NOT NULL,
	`vote` text NOT NULL,
	`reason` text NOT NULL,
	`actor_id` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `gate_vote_run` ON `gate_vote` (`run_id`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `run_event` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`comment` text NOT NULL,
	`window_ends_at` integer,
	`protection_ends_at` integer,
	`approver_id` text,
	`actor_id` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `run_event_run` ON `run_event` (`run_id`,`recorded_at`);--> statement-breakpoint
ALTER TABLE `change` ADD `awaiting_replanning` text;--> statement-breakpoint
ALTER TABLE `run` ADD `backs_out_id` text;--> statement-breakpoint
ALTER TABLE `run` ADD `restored_at` integer;--> statement-breakpoint
CREATE INDEX `run_backs_out` ON `run` (`backs_out_id`);--> statement-breakpoint
ALTER TABLE `step` ADD `undoes_id` text;--> statement-breakpoint
ALTER TABLE `step` ADD `voter_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `note` ADD `role` text;