CREATE TABLE `api_token` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_hash_unique` ON `api_token` (`hash`);--> statement-breakpoint
CREATE TABLE `window_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`hard` integer NOT NULL,
	`zone` text NOT NULL,
	`start_local` text NOT NULL,
	`end_local` text NOT NULL,
	`rrule` text NOT NULL,
	`protection_minutes` integer NOT NULL,
	`service_ids` text NOT NULL,
	`environment_ids` text NOT NULL,
	`team_ids` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `environment` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL,
	`kind` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `service` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL,
	`tier` integer NOT NULL,
	`team_id` text,
	`repository_id` text,
	`path` text NOT NULL,
	`depends_on` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `change` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`removed_at` integer,
	`ref` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`justification` text NOT NULL,
	`type` text NOT NULL,
	`category` text NOT NULL,
	`state` text NOT NULL,
	`on_hold` integer NOT NULL,
	`hold_reason` text NOT NULL,
	`service_ids` text NOT NULL,
	`environment_ids` text NOT NULL,
	`deployment_steps` text NOT NULL,
	`back_out_steps` text NOT NULL,
	`validation_steps` text NOT NULL,
	`impact` text NOT NULL,
	`evidence` text NOT NULL,
	`risk_score` integer NOT NULL,
	`risk_level` text NOT NULL,
	`planned_start` text,
	`planned_end` text,
	`planned_outage_minutes` integer,
	`assignee_id` text,
	`validator_id` text,
	`requester_id` text,
	`change_authority` text NOT NULL,
	`close_code` text,
	`release_id` text,
	`actual_start_at` integer,
	`actual_end_at` integer,
	`work_items` text NOT NULL,
	`commits` text NOT NULL,
	`drafted_from` text NOT NULL,
	`notes` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`import_group` text,
	`planned_sort` integer GENERATED ALWAYS AS (coalesce(json_extract("planned_start", '$.at'), 9007199254740991)) VIRTUAL,
	`state_rank` integer GENERATED ALWAYS AS (CASE "state" WHEN 'New' THEN 0 WHEN 'Assess' THEN 1 WHEN 'Authorize' THEN 2 WHEN 'Scheduled' THEN 3 WHEN 'Implement' THEN 4 WHEN 'Review' THEN 5 WHEN 'Closed' THEN 6 ELSE 7 END) VIRTUAL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `change_id` ON `change` (`id`);--> statement-breakpoint
CREATE INDEX `change_ref` ON `change` (`ref`);--> statement-breakpoint
CREATE INDEX `change_planned` ON `change` (`planned_sort`,`n`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `change_state` ON `change` (`state_rank`,`planned_sort`,`n`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `change_risk` ON `change` (`risk_score`,`n`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `change_type` ON `change` (`type`,`planned_sort`,`n`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `change_title` ON `change` (`title`,`n`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `change_updated` ON `change` (`updated_at`,`n`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `change_release` ON `change` (`release_id`,`n`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `change_on_hold` ON `change` (`on_hold`,`n`) WHERE removed_at IS NULL AND on_hold = 1;--> statement-breakpoint
CREATE INDEX `change_import` ON `change` (`import_group`) WHERE import_group IS NOT NULL;--> statement-breakpoint
CREATE TABLE `bulk_group` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `log_entry` (
	`n` integer PRIMARY KEY NOT NULL,
	`device` text NOT NULL,
	`seq` integer NOT NULL,
	`hlc` text NOT NULL,
	`actor` text NOT NULL,
	`on_behalf_of` text,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`group_id` text NOT NULL,
	`schema_version` integer NOT NULL,
	`ops_json` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	`signature` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `log_entry_device_seq` ON `log_entry` (`device`,`seq`);--> statement-breakpoint
CREATE TABLE `log_op` (
	`entity_id` text NOT NULL,
	`field` text NOT NULL,
	`entry` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`entity_id`, `field`, `entry`, `position`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`initials` text NOT NULL,
	`zone` text,
	`team_id` text,
	`roles` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `team` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `release` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`ref` text NOT NULL,
	`name` text NOT NULL,
	`version` text NOT NULL,
	`type` text NOT NULL,
	`state` text NOT NULL,
	`objectives` text NOT NULL,
	`owner_id` text,
	`delivery_manager_id` text,
	`environment_id` text,
	`strategy` text NOT NULL,
	`back_out_plan` text NOT NULL,
	`repository_id` text,
	`range_from` text NOT NULL,
	`range_to` text NOT NULL,
	`outcome` text,
	`close_note` text NOT NULL,
	`actual_start_at` integer,
	`actual_end_at` integer,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `release_ref` ON `release` (`ref`);--> statement-breakpoint
CREATE INDEX `release_state` ON `release` (`state`);--> statement-breakpoint
CREATE TABLE `slot` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`release_id` text NOT NULL,
	`window_id` text,
	`start` text NOT NULL,
	`end` text NOT NULL,
	`window_starts_at` integer NOT NULL,
	`window_ends_at` integer NOT NULL,
	`protection_ends_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `slot_release` ON `slot` (`release_id`);--> statement-breakpoint
CREATE INDEX `slot_window` ON `slot` (`window_ends_at`);--> statement-breakpoint
CREATE TABLE `repository` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `repository_path` (
	`repository_id` text PRIMARY KEY NOT NULL,
	`path` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `repository_path_path_unique` ON `repository_path` (`path`);--> statement-breakpoint
CREATE TABLE `run` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`release_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`template_id` text,
	`window_starts_at` integer,
	`window_ends_at` integer,
	`protection_ends_at` integer,
	`planned_start_at` integer NOT NULL,
	`decision_minutes` integer NOT NULL,
	`validation_minutes` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`outcome` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `run_release` ON `run` (`release_id`);--> statement-breakpoint
CREATE TABLE `step` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`run_id` text NOT NULL,
	`number` integer NOT NULL,
	`section` text NOT NULL,
	`title` text NOT NULL,
	`short_title` text NOT NULL,
	`instructions` text NOT NULL,
	`kind` text NOT NULL,
	`owner_role` text NOT NULL,
	`planned_minutes` integer NOT NULL,
	`undo` text NOT NULL,
	`undo_minutes` integer,
	`undo_title` text NOT NULL,
	`position` text NOT NULL,
	`depends_on` text NOT NULL,
	`owner_id` text,
	`change_id` text,
	`service_id` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `step_run` ON `step` (`run_id`,`position`);--> statement-breakpoint
CREATE TABLE `step_event` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`run_id` text NOT NULL,
	`step_id` text NOT NULL,
	`kind` text NOT NULL,
	`comment` text NOT NULL,
	`actor_id` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `step_event_run` ON `step_event` (`run_id`,`recorded_at`);--> statement-breakpoint
CREATE INDEX `step_event_step` ON `step_event` (`step_id`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `template` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`about` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `template_step` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`template_id` text NOT NULL,
	`section` text NOT NULL,
	`title` text NOT NULL,
	`short_title` text NOT NULL,
	`instructions` text NOT NULL,
	`kind` text NOT NULL,
	`owner_role` text NOT NULL,
	`planned_minutes` integer NOT NULL,
	`undo` text NOT NULL,
	`undo_minutes` integer,
	`undo_title` text NOT NULL,
	`position` text NOT NULL,
	`depends_on` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `template_step_template` ON `template_step` (`template_id`,`position`);--> statement-breakpoint
CREATE TABLE `note` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`owner_id` text,
	`next_update_at` integer,
	`about_id` text,
	`actor_id` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `note_run` ON `note` (`run_id`,`occurred_at`);--> statement-breakpoint
CREATE TABLE `counter` (
	`prefix` text PRIMARY KEY NOT NULL,
	`next` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `device` (
	`id` text PRIMARY KEY NOT NULL,
	`letters` text NOT NULL,
	`public_key` text NOT NULL,
	`current` integer NOT NULL,
	`birthplace` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `device_letters_unique` ON `device` (`letters`);--> statement-breakpoint
CREATE TABLE `preference` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`name` text NOT NULL,
	`zone` text NOT NULL
) STRICT;
