CREATE TABLE `cab_meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`ref` text NOT NULL,
	`name` text NOT NULL,
	`start` text NOT NULL,
	`minutes` integer NOT NULL,
	`chair_id` text,
	`place` text NOT NULL,
	`start_at` integer GENERATED ALWAYS AS (json_extract("start", '$.at')) VIRTUAL
) STRICT;
--> statement-breakpoint
CREATE INDEX `cab_meeting_start` ON `cab_meeting` (`start_at`);--> statement-breakpoint
CREATE TABLE `conflict_record` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`conflict_key` text NOT NULL,
	`facts` text NOT NULL,
	`what` text NOT NULL,
	`reason` text NOT NULL,
	`requested_by` text NOT NULL,
	`decided_by` text,
	`recorded_by` text,
	`decided_at` integer,
	`decision_note` text NOT NULL,
	`until` integer NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `conflict_record_subject` ON `conflict_record` (`subject_id`);--> statement-breakpoint
CREATE INDEX `conflict_record_waiting` ON `conflict_record` (`created_at`) WHERE removed_at IS NULL AND state = 'requested';--> statement-breakpoint
CREATE TABLE `person_time` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`start` text NOT NULL,
	`end` text NOT NULL,
	`note` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `person_time_person` ON `person_time` (`person_id`);--> statement-breakpoint
CREATE TABLE `train` (
	`id` text PRIMARY KEY NOT NULL,
	`removed_at` integer,
	`ref` text NOT NULL,
	`name` text NOT NULL,
	`code` text NOT NULL,
	`zone` text NOT NULL,
	`start_local` text NOT NULL,
	`first_number` integer NOT NULL,
	`rrule` text NOT NULL,
	`minutes` integer NOT NULL,
	`cut_off` text NOT NULL,
	`demo` text,
	`delivery_manager_id` text,
	`environment_id` text,
	`service_ids` text NOT NULL,
	`team_ids` text NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `api_token` ADD `feed_layers` text;--> statement-breakpoint
ALTER TABLE `window_rule` ADD `all_day` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `window_rule` ADD `ex_dates` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `window_rule` ADD `r_dates` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `window_rule` ADD `traffic` text DEFAULT 'usual' NOT NULL;--> statement-breakpoint
ALTER TABLE `window_rule` ADD `series_id` text;--> statement-breakpoint
ALTER TABLE `window_rule` ADD `recurrence_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `window_rule` ADD `uid` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `window_rule` ADD `source` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `window_rule_uid` ON `window_rule` (`uid`) WHERE uid <> '';--> statement-breakpoint
ALTER TABLE `change` ADD `external_ref` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `change` ADD `planned_until` integer GENERATED ALWAYS AS (coalesce(json_extract("planned_end", '$.at'), json_extract("planned_start", '$.at') + 3600000)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `change_long` ON `change` (`planned_until`) WHERE removed_at IS NULL AND planned_until - planned_sort > 604800000;--> statement-breakpoint
CREATE INDEX `change_external` ON `change` (`external_ref`) WHERE external_ref <> '';--> statement-breakpoint
CREATE INDEX `change_assignee` ON `change` (`assignee_id`,`planned_sort`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX `change_validator` ON `change` (`validator_id`,`planned_sort`) WHERE removed_at IS NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `hours` text;--> statement-breakpoint
ALTER TABLE `release` ADD `depends_on` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `release` ADD `train_id` text;--> statement-breakpoint
ALTER TABLE `release` ADD `departure_number` integer;--> statement-breakpoint
CREATE INDEX `release_train` ON `release` (`train_id`,`departure_number`);--> statement-breakpoint
ALTER TABLE `workspace` ADD `hours` text;--> statement-breakpoint
ALTER TABLE `workspace` ADD `lead_minutes` text DEFAULT '{"emergency":0,"normal":0,"standard":0}' NOT NULL;