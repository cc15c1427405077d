CREATE TABLE checkpoint (
	size INTEGER NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);

CREATE TABLE event (
	seq INTEGER NOT NULL,
	stream TEXT NOT NULL,
	sver INTEGER NOT NULL,
	type TEXT NOT NULL,
	leaf BLOB NOT NULL,
	leaf_hash BLOB NOT NULL,
	CONSTRAINT pk_event PRIMARY KEY (seq),
	CONSTRAINT uq_event_stream_sver UNIQUE (stream, sver)
);

CREATE TABLE log_head (
	id INTEGER NOT NULL,
	size INTEGER NOT NULL,
	frontier BLOB NOT NULL,
	at TEXT NOT NULL,
	note TEXT NOT NULL,
	verifier TEXT NOT NULL,
	clock TEXT NOT NULL,
	CONSTRAINT pk_log_head PRIMARY KEY (id),
	CONSTRAINT ck_log_head_only_one CHECK (id = 1)
);

CREATE TABLE person (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	handle TEXT NOT NULL,
	name TEXT NOT NULL,
	added_by TEXT NOT NULL,
	added_at TEXT NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT uq_person_handle UNIQUE (handle)
);

CREATE TABLE lifecycle (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	lifecycle TEXT NOT NULL,
	version INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	body TEXT NOT NULL,
	manuscript TEXT NOT NULL,
	published_by TEXT NOT NULL,
	published_at TEXT NOT NULL,
	CONSTRAINT pk_lifecycle PRIMARY KEY (id),
	CONSTRAINT uq_lifecycle_lifecycle_version UNIQUE (lifecycle, version),
	CONSTRAINT fk_lifecycle_published_by FOREIGN KEY(published_by) REFERENCES person (id)
);

CREATE TABLE policy (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	policy TEXT NOT NULL,
	version INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	lifecycle TEXT NOT NULL,
	body TEXT NOT NULL,
	manuscript TEXT NOT NULL,
	published_by TEXT NOT NULL,
	published_at TEXT NOT NULL,
	CONSTRAINT pk_policy PRIMARY KEY (id),
	CONSTRAINT uq_policy_policy_version UNIQUE (policy, version),
	CONSTRAINT fk_policy_published_by FOREIGN KEY(published_by) REFERENCES person (id)
);

CREATE TABLE programme (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	title TEXT NOT NULL,
	owner TEXT NOT NULL,
	opened_by TEXT NOT NULL,
	opened_at TEXT NOT NULL,
	CONSTRAINT pk_programme PRIMARY KEY (id),
	CONSTRAINT fk_programme_opened_by FOREIGN KEY(opened_by) REFERENCES person (id)
);

CREATE TABLE project (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	programme TEXT NOT NULL,
	lifecycle TEXT NOT NULL,
	lifecycle_version INTEGER NOT NULL,
	opened_by TEXT NOT NULL,
	opened_at TEXT NOT NULL,
	CONSTRAINT pk_project PRIMARY KEY (id),
	CONSTRAINT fk_project_programme FOREIGN KEY(programme) REFERENCES programme (id),
	CONSTRAINT fk_project_opened_by FOREIGN KEY(opened_by) REFERENCES person (id)
);

CREATE TABLE change (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	"before" TEXT NOT NULL,
	"after" TEXT NOT NULL,
	reason TEXT NOT NULL,
	consequence TEXT NOT NULL,
	rule TEXT NOT NULL,
	panel TEXT NOT NULL,
	requested_by TEXT NOT NULL,
	requested_at TEXT NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (id),
	CONSTRAINT uq_change_project_number UNIQUE (project, number),
	CONSTRAINT fk_change_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_change_requested_by FOREIGN KEY(requested_by) REFERENCES person (id)
);

CREATE TABLE document (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	tool TEXT NOT NULL,
	number INTEGER NOT NULL,
	schema INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	origin TEXT NOT NULL,
	submitted_by TEXT NOT NULL,
	submitted_at TEXT NOT NULL,
	CONSTRAINT pk_document PRIMARY KEY (id),
	CONSTRAINT uq_document_project_tool_number UNIQUE (project, tool, number),
	CONSTRAINT fk_document_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_document_submitted_by FOREIGN KEY(submitted_by) REFERENCES person (id)
);

CREATE INDEX ix_document_latest ON document (project, tool, number);

CREATE TABLE evidence (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	from_whom TEXT NOT NULL,
	dated_on TEXT,
	received_on TEXT NOT NULL,
	note TEXT NOT NULL,
	registry_number TEXT NOT NULL,
	secrecy TEXT NOT NULL,
	origin TEXT NOT NULL,
	media_type TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	added_by TEXT NOT NULL,
	added_at TEXT NOT NULL,
	CONSTRAINT pk_evidence PRIMARY KEY (id),
	CONSTRAINT uq_evidence_project_number UNIQUE (project, number),
	CONSTRAINT fk_evidence_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_evidence_added_by FOREIGN KEY(added_by) REFERENCES person (id)
);

CREATE TABLE lesson (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	programme TEXT NOT NULL,
	project TEXT,
	from_finding TEXT NOT NULL,
	question TEXT NOT NULL,
	finding TEXT NOT NULL,
	change TEXT NOT NULL,
	decision TEXT NOT NULL,
	recipient TEXT NOT NULL,
	spread TEXT NOT NULL,
	tags TEXT NOT NULL,
	source TEXT NOT NULL,
	origin TEXT NOT NULL,
	learnt_on TEXT,
	logged_by TEXT NOT NULL,
	logged_at TEXT NOT NULL,
	CONSTRAINT pk_lesson PRIMARY KEY (id),
	CONSTRAINT fk_lesson_programme FOREIGN KEY(programme) REFERENCES programme (id),
	CONSTRAINT fk_lesson_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_lesson_logged_by FOREIGN KEY(logged_by) REFERENCES person (id)
);

CREATE INDEX ix_lesson_project ON lesson (project);

CREATE TABLE offering (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	asked_with TEXT NOT NULL,
	lessons TEXT NOT NULL,
	offered_by TEXT NOT NULL,
	offered_at TEXT NOT NULL,
	CONSTRAINT pk_offering PRIMARY KEY (id),
	CONSTRAINT uq_offering_project_number UNIQUE (project, number),
	CONSTRAINT fk_offering_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_offering_offered_by FOREIGN KEY(offered_by) REFERENCES person (id)
);

CREATE TABLE pin (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	position INTEGER NOT NULL,
	policy TEXT NOT NULL,
	version INTEGER NOT NULL,
	pinned_by TEXT NOT NULL,
	pinned_at TEXT NOT NULL,
	CONSTRAINT pk_pin PRIMARY KEY (id),
	CONSTRAINT uq_pin_project_policy UNIQUE (project, policy),
	CONSTRAINT fk_pin_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_pin_pinned_by FOREIGN KEY(pinned_by) REFERENCES person (id)
);

CREATE TABLE reading (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	indicator TEXT NOT NULL,
	measured_on TEXT NOT NULL,
	value TEXT NOT NULL,
	women INTEGER,
	men INTEGER,
	other INTEGER,
	deviation TEXT NOT NULL,
	source TEXT NOT NULL,
	recorded_by TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	CONSTRAINT pk_reading PRIMARY KEY (id),
	CONSTRAINT uq_reading_project_number UNIQUE (project, number),
	CONSTRAINT fk_reading_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_reading_recorded_by FOREIGN KEY(recorded_by) REFERENCES person (id)
);

CREATE INDEX ix_reading_project ON reading (project);

CREATE TABLE role_grant (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	person TEXT NOT NULL,
	role TEXT NOT NULL,
	programme TEXT,
	project TEXT,
	from_on TEXT NOT NULL,
	until_on TEXT,
	granted_by TEXT NOT NULL,
	granted_at TEXT NOT NULL,
	CONSTRAINT pk_role_grant PRIMARY KEY (id),
	CONSTRAINT fk_role_grant_person FOREIGN KEY(person) REFERENCES person (id),
	CONSTRAINT fk_role_grant_programme FOREIGN KEY(programme) REFERENCES programme (id),
	CONSTRAINT fk_role_grant_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_role_grant_granted_by FOREIGN KEY(granted_by) REFERENCES person (id)
);

CREATE INDEX ix_role_grant_project ON role_grant (project);

CREATE TABLE verdict (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	gate TEXT NOT NULL,
	occurrence INTEGER NOT NULL,
	at TEXT NOT NULL,
	ready INTEGER NOT NULL,
	valid_until TEXT,
	body TEXT NOT NULL,
	CONSTRAINT pk_verdict PRIMARY KEY (id),
	CONSTRAINT fk_verdict_project FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX ix_verdict_project ON verdict (project);

CREATE TABLE waiver (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	gate TEXT NOT NULL,
	requirement TEXT NOT NULL,
	reason TEXT NOT NULL,
	expires_on TEXT NOT NULL,
	requested_by TEXT NOT NULL,
	requested_at TEXT NOT NULL,
	CONSTRAINT pk_waiver PRIMARY KEY (id),
	CONSTRAINT fk_waiver_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_waiver_requested_by FOREIGN KEY(requested_by) REFERENCES person (id)
);

CREATE INDEX ix_waiver_project ON waiver (project);

CREATE TABLE answer (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	lesson TEXT NOT NULL,
	number INTEGER NOT NULL,
	answer TEXT NOT NULL,
	because TEXT NOT NULL,
	answered_by TEXT NOT NULL,
	answered_at TEXT NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (id),
	CONSTRAINT uq_answer_project_lesson_number UNIQUE (project, lesson, number),
	CONSTRAINT fk_answer_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_answer_lesson FOREIGN KEY(lesson) REFERENCES lesson (id),
	CONSTRAINT fk_answer_answered_by FOREIGN KEY(answered_by) REFERENCES person (id)
);

CREATE TABLE change_decision (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	change TEXT NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	registry_number TEXT NOT NULL,
	deciders TEXT NOT NULL,
	decided_at TEXT NOT NULL,
	CONSTRAINT pk_change_decision PRIMARY KEY (id),
	CONSTRAINT uq_change_decision_change UNIQUE (change),
	CONSTRAINT uq_change_decision_project_number UNIQUE (project, number),
	CONSTRAINT fk_change_decision_change FOREIGN KEY(change) REFERENCES change (id),
	CONSTRAINT fk_change_decision_project FOREIGN KEY(project) REFERENCES project (id)
);

CREATE TABLE change_reading (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	change TEXT NOT NULL,
	reading TEXT NOT NULL,
	linked_by TEXT NOT NULL,
	linked_at TEXT NOT NULL,
	CONSTRAINT pk_change_reading PRIMARY KEY (id),
	CONSTRAINT uq_change_reading_change_reading UNIQUE (change, reading),
	CONSTRAINT fk_change_reading_change FOREIGN KEY(change) REFERENCES change (id),
	CONSTRAINT fk_change_reading_reading FOREIGN KEY(reading) REFERENCES reading (id),
	CONSTRAINT fk_change_reading_linked_by FOREIGN KEY(linked_by) REFERENCES person (id)
);

CREATE TABLE change_word (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	change TEXT NOT NULL,
	number INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	said_by TEXT NOT NULL,
	said_at TEXT NOT NULL,
	CONSTRAINT pk_change_word PRIMARY KEY (id),
	CONSTRAINT uq_change_word_change_number UNIQUE (change, number),
	CONSTRAINT fk_change_word_change FOREIGN KEY(change) REFERENCES change (id),
	CONSTRAINT fk_change_word_said_by FOREIGN KEY(said_by) REFERENCES person (id)
);

CREATE TABLE content (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	document TEXT NOT NULL,
	body TEXT NOT NULL,
	sources TEXT NOT NULL,
	CONSTRAINT pk_content PRIMARY KEY (id),
	CONSTRAINT fk_content_document FOREIGN KEY(document) REFERENCES document (id)
);

CREATE TABLE evidence_link (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	evidence TEXT NOT NULL,
	kind TEXT NOT NULL,
	target TEXT NOT NULL,
	linked_by TEXT NOT NULL,
	linked_at TEXT NOT NULL,
	CONSTRAINT pk_evidence_link PRIMARY KEY (id),
	CONSTRAINT uq_evidence_link_evidence_kind_target UNIQUE (evidence, kind, target),
	CONSTRAINT fk_evidence_link_evidence FOREIGN KEY(evidence) REFERENCES evidence (id),
	CONSTRAINT fk_evidence_link_linked_by FOREIGN KEY(linked_by) REFERENCES person (id)
);

CREATE TABLE request (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	gate TEXT NOT NULL,
	occurrence INTEGER NOT NULL,
	verdict TEXT NOT NULL,
	panel TEXT NOT NULL,
	requested_by TEXT NOT NULL,
	requested_at TEXT NOT NULL,
	CONSTRAINT pk_request PRIMARY KEY (id),
	CONSTRAINT uq_request_project_number UNIQUE (project, number),
	CONSTRAINT fk_request_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_request_verdict FOREIGN KEY(verdict) REFERENCES verdict (id),
	CONSTRAINT fk_request_requested_by FOREIGN KEY(requested_by) REFERENCES person (id)
);

CREATE INDEX ix_request_project ON request (project);

CREATE TABLE role_end (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	role_grant TEXT NOT NULL,
	last_on TEXT NOT NULL,
	ended_by TEXT NOT NULL,
	ended_at TEXT NOT NULL,
	CONSTRAINT pk_role_end PRIMARY KEY (id),
	CONSTRAINT uq_role_end_role_grant UNIQUE (role_grant),
	CONSTRAINT fk_role_end_role_grant FOREIGN KEY(role_grant) REFERENCES role_grant (id),
	CONSTRAINT fk_role_end_ended_by FOREIGN KEY(ended_by) REFERENCES person (id)
);

CREATE TABLE waiver_approval (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	waiver TEXT NOT NULL,
	approved_by TEXT NOT NULL,
	approved_at TEXT NOT NULL,
	CONSTRAINT pk_waiver_approval PRIMARY KEY (id),
	CONSTRAINT uq_waiver_approval_waiver UNIQUE (waiver),
	CONSTRAINT fk_waiver_approval_waiver FOREIGN KEY(waiver) REFERENCES waiver (id),
	CONSTRAINT fk_waiver_approval_approved_by FOREIGN KEY(approved_by) REFERENCES person (id)
);

CREATE TABLE waiver_end (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	waiver TEXT NOT NULL,
	reason TEXT NOT NULL,
	revoked_by TEXT NOT NULL,
	revoked_at TEXT NOT NULL,
	CONSTRAINT pk_waiver_end PRIMARY KEY (id),
	CONSTRAINT uq_waiver_end_waiver UNIQUE (waiver),
	CONSTRAINT fk_waiver_end_waiver FOREIGN KEY(waiver) REFERENCES waiver (id),
	CONSTRAINT fk_waiver_end_revoked_by FOREIGN KEY(revoked_by) REFERENCES person (id)
);

CREATE TABLE decision (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	request TEXT NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	gate TEXT NOT NULL,
	occurrence INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	hold_until TEXT,
	registry_number TEXT NOT NULL,
	deciders TEXT NOT NULL,
	decided_at TEXT NOT NULL,
	CONSTRAINT pk_decision PRIMARY KEY (id),
	CONSTRAINT uq_decision_request UNIQUE (request),
	CONSTRAINT uq_decision_project_number UNIQUE (project, number),
	CONSTRAINT fk_decision_request FOREIGN KEY(request) REFERENCES request (id),
	CONSTRAINT fk_decision_project FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX ix_decision_project ON decision (project);

CREATE UNIQUE INDEX uq_decision_opens_once ON decision (project, gate, occurrence) WHERE outcome IN ('go', 'go_with_conditions');

CREATE TABLE word (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	request TEXT NOT NULL,
	number INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	conditions TEXT NOT NULL,
	hold_until TEXT,
	said_by TEXT NOT NULL,
	said_at TEXT NOT NULL,
	CONSTRAINT pk_word PRIMARY KEY (id),
	CONSTRAINT uq_word_request_number UNIQUE (request, number),
	CONSTRAINT fk_word_request FOREIGN KEY(request) REFERENCES request (id),
	CONSTRAINT fk_word_said_by FOREIGN KEY(said_by) REFERENCES person (id)
);

CREATE TABLE condition (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	decision TEXT NOT NULL,
	project TEXT NOT NULL,
	text TEXT NOT NULL,
	owner TEXT NOT NULL,
	due_on TEXT NOT NULL,
	CONSTRAINT pk_condition PRIMARY KEY (id),
	CONSTRAINT fk_condition_decision FOREIGN KEY(decision) REFERENCES decision (id),
	CONSTRAINT fk_condition_project FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX ix_condition_project ON condition (project);

CREATE TABLE condition_met (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	condition TEXT NOT NULL,
	proof TEXT NOT NULL,
	met_by TEXT NOT NULL,
	met_at TEXT NOT NULL,
	CONSTRAINT pk_condition_met PRIMARY KEY (id),
	CONSTRAINT uq_condition_met_condition UNIQUE (condition),
	CONSTRAINT fk_condition_met_condition FOREIGN KEY(condition) REFERENCES condition (id),
	CONSTRAINT fk_condition_met_met_by FOREIGN KEY(met_by) REFERENCES person (id)
);

CREATE VIRTUAL TABLE lesson_text USING fts5(lesson UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 0');

CREATE TRIGGER guard_change_update BEFORE UPDATE ON "change" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_change_delete BEFORE DELETE ON "change" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_change_word_update BEFORE UPDATE ON "change_word" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_change_word_delete BEFORE DELETE ON "change_word" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_change_decision_update BEFORE UPDATE ON "change_decision" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_change_decision_delete BEFORE DELETE ON "change_decision" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_change_reading_update BEFORE UPDATE ON "change_reading" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_change_reading_delete BEFORE DELETE ON "change_reading" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_verdict_update BEFORE UPDATE ON "verdict" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_verdict_delete BEFORE DELETE ON "verdict" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_request_update BEFORE UPDATE ON "request" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_request_delete BEFORE DELETE ON "request" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_word_update BEFORE UPDATE ON "word" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_word_delete BEFORE DELETE ON "word" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_decision_update BEFORE UPDATE ON "decision" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_decision_delete BEFORE DELETE ON "decision" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_condition_update BEFORE UPDATE ON "condition" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_condition_delete BEFORE DELETE ON "condition" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_condition_met_update BEFORE UPDATE ON "condition_met" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_condition_met_delete BEFORE DELETE ON "condition_met" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_update BEFORE UPDATE ON "waiver" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_delete BEFORE DELETE ON "waiver" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_approval_update BEFORE UPDATE ON "waiver_approval" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_approval_delete BEFORE DELETE ON "waiver_approval" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_end_update BEFORE UPDATE ON "waiver_end" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_end_delete BEFORE DELETE ON "waiver_end" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_person_update BEFORE UPDATE ON "person" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_person_delete BEFORE DELETE ON "person" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_programme_update BEFORE UPDATE ON "programme" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_programme_delete BEFORE DELETE ON "programme" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_lifecycle_update BEFORE UPDATE ON "lifecycle" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_lifecycle_delete BEFORE DELETE ON "lifecycle" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_policy_update BEFORE UPDATE ON "policy" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_policy_delete BEFORE DELETE ON "policy" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_project_update BEFORE UPDATE ON "project" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_project_delete BEFORE DELETE ON "project" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_pin_update BEFORE UPDATE ON "pin" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_pin_delete BEFORE DELETE ON "pin" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_role_grant_update BEFORE UPDATE ON "role_grant" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_role_grant_delete BEFORE DELETE ON "role_grant" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_role_end_update BEFORE UPDATE ON "role_end" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_role_end_delete BEFORE DELETE ON "role_end" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_document_update BEFORE UPDATE ON "document" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_document_delete BEFORE DELETE ON "document" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_content_update BEFORE UPDATE ON "content" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_content_delete BEFORE DELETE ON "content" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_lesson_update BEFORE UPDATE ON "lesson" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_lesson_delete BEFORE DELETE ON "lesson" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_offering_update BEFORE UPDATE ON "offering" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_offering_delete BEFORE DELETE ON "offering" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_answer_update BEFORE UPDATE ON "answer" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_answer_delete BEFORE DELETE ON "answer" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_reading_update BEFORE UPDATE ON "reading" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_reading_delete BEFORE DELETE ON "reading" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_evidence_update BEFORE UPDATE ON "evidence" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_evidence_delete BEFORE DELETE ON "evidence" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_evidence_link_update BEFORE UPDATE ON "evidence_link" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_evidence_link_delete BEFORE DELETE ON "evidence_link" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_event_update BEFORE UPDATE ON "event" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_event_delete BEFORE DELETE ON "event" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_checkpoint_update BEFORE UPDATE ON "checkpoint" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_checkpoint_delete BEFORE DELETE ON "checkpoint" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_log_head_delete BEFORE DELETE ON "log_head" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_log_head_update BEFORE UPDATE ON "log_head" WHEN NEW.id <> OLD.id OR NEW.size < OLD.size OR NEW.verifier <> OLD.verifier OR NEW.clock <> OLD.clock BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
