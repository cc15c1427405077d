CREATE TABLE checkpoint (
	size BIGINT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);

CREATE TABLE event (
	seq BIGINT NOT NULL,
	stream TEXT NOT NULL,
	sver BIGINT NOT NULL,
	type TEXT NOT NULL,
	leaf BYTEA NOT NULL,
	leaf_hash BYTEA NOT NULL,
	CONSTRAINT pk_event PRIMARY KEY (seq),
	CONSTRAINT uq_event_stream_sver UNIQUE (stream, sver)
);

CREATE TABLE log_head (
	id INTEGER NOT NULL,
	size BIGINT NOT NULL,
	frontier BYTEA NOT NULL,
	at TEXT NOT NULL,
	note TEXT NOT NULL,
	verifier TEXT NOT NULL,
	clock TEXT NOT NULL,
	CONSTRAINT pk_log_head PRIMARY KEY (id),
	CONSTRAINT ck_log_head_only_one CHECK (id = 1)
);

CREATE TABLE person (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
	handle TEXT NOT NULL,
	name TEXT NOT NULL,
	added_by TEXT NOT NULL,
	added_at TEXT NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT uq_person_handle UNIQUE (handle)
);

CREATE TABLE lifecycle (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
	lifecycle TEXT NOT NULL,
	version BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
	policy TEXT NOT NULL,
	version BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
	title TEXT NOT NULL,
	owner TEXT NOT NULL,
	opened_by TEXT NOT NULL,
	opened_at TEXT NOT NULL,
	CONSTRAINT pk_programme PRIMARY KEY (id),
	CONSTRAINT fk_programme_opened_by FOREIGN KEY(opened_by) REFERENCES person (id)
);

CREATE TABLE project (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
	programme TEXT NOT NULL,
	lifecycle TEXT NOT NULL,
	lifecycle_version BIGINT NOT NULL,
	opened_by TEXT NOT NULL,
	opened_at TEXT NOT NULL,
	CONSTRAINT pk_project PRIMARY KEY (id),
	CONSTRAINT fk_project_programme FOREIGN KEY(programme) REFERENCES programme (id),
	CONSTRAINT fk_project_opened_by FOREIGN KEY(opened_by) REFERENCES person (id)
);

CREATE TABLE change (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
	before TEXT NOT NULL,
	after TEXT NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	tool TEXT NOT NULL,
	number BIGINT NOT NULL,
	schema BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
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
	size BIGINT NOT NULL,
	added_by TEXT NOT NULL,
	added_at TEXT NOT NULL,
	CONSTRAINT pk_evidence PRIMARY KEY (id),
	CONSTRAINT uq_evidence_project_number UNIQUE (project, number),
	CONSTRAINT fk_evidence_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_evidence_added_by FOREIGN KEY(added_by) REFERENCES person (id)
);

CREATE TABLE lesson (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	position BIGINT NOT NULL,
	policy TEXT NOT NULL,
	version BIGINT NOT NULL,
	pinned_by TEXT NOT NULL,
	pinned_at TEXT NOT NULL,
	CONSTRAINT pk_pin PRIMARY KEY (id),
	CONSTRAINT uq_pin_project_policy UNIQUE (project, policy),
	CONSTRAINT fk_pin_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_pin_pinned_by FOREIGN KEY(pinned_by) REFERENCES person (id)
);

CREATE TABLE reading (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
	indicator TEXT NOT NULL,
	measured_on TEXT NOT NULL,
	value TEXT NOT NULL,
	women BIGINT,
	men BIGINT,
	other BIGINT,
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
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	gate TEXT NOT NULL,
	occurrence BIGINT NOT NULL,
	at TEXT NOT NULL,
	ready BIGINT NOT NULL,
	valid_until TEXT,
	body TEXT NOT NULL,
	CONSTRAINT pk_verdict PRIMARY KEY (id),
	CONSTRAINT fk_verdict_project FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX ix_verdict_project ON verdict (project);

CREATE TABLE waiver (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	lesson TEXT NOT NULL,
	number BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
	change TEXT NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
	change TEXT NOT NULL,
	number BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
	document TEXT NOT NULL,
	body TEXT NOT NULL,
	sources TEXT NOT NULL,
	CONSTRAINT pk_content PRIMARY KEY (id),
	CONSTRAINT fk_content_document FOREIGN KEY(document) REFERENCES document (id)
);

CREATE TABLE evidence_link (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
	gate TEXT NOT NULL,
	occurrence BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
	request TEXT NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
	gate TEXT NOT NULL,
	occurrence BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
	request TEXT NOT NULL,
	number BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
	condition TEXT NOT NULL,
	proof TEXT NOT NULL,
	met_by TEXT NOT NULL,
	met_at TEXT NOT NULL,
	CONSTRAINT pk_condition_met PRIMARY KEY (id),
	CONSTRAINT uq_condition_met_condition UNIQUE (condition),
	CONSTRAINT fk_condition_met_condition FOREIGN KEY(condition) REFERENCES condition (id),
	CONSTRAINT fk_condition_met_met_by FOREIGN KEY(met_by) REFERENCES person (id)
);

CREATE TABLE lesson_text (
	lesson TEXT PRIMARY KEY,
	words TSVECTOR NOT NULL
);

CREATE FUNCTION guard_record() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $$;

CREATE TRIGGER guard_change BEFORE UPDATE OR DELETE OR TRUNCATE ON "change" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_change_word BEFORE UPDATE OR DELETE OR TRUNCATE ON "change_word" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_change_decision BEFORE UPDATE OR DELETE OR TRUNCATE ON "change_decision" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_change_reading BEFORE UPDATE OR DELETE OR TRUNCATE ON "change_reading" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_verdict BEFORE UPDATE OR DELETE OR TRUNCATE ON "verdict" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_request BEFORE UPDATE OR DELETE OR TRUNCATE ON "request" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_word BEFORE UPDATE OR DELETE OR TRUNCATE ON "word" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_decision BEFORE UPDATE OR DELETE OR TRUNCATE ON "decision" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_condition BEFORE UPDATE OR DELETE OR TRUNCATE ON "condition" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_condition_met BEFORE UPDATE OR DELETE OR TRUNCATE ON "condition_met" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_waiver BEFORE UPDATE OR DELETE OR TRUNCATE ON "waiver" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_waiver_approval BEFORE UPDATE OR DELETE OR TRUNCATE ON "waiver_approval" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_waiver_end BEFORE UPDATE OR DELETE OR TRUNCATE ON "waiver_end" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_person BEFORE UPDATE OR DELETE OR TRUNCATE ON "person" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_programme BEFORE UPDATE OR DELETE OR TRUNCATE ON "programme" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_lifecycle BEFORE UPDATE OR DELETE OR TRUNCATE ON "lifecycle" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_policy BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_project BEFORE UPDATE OR DELETE OR TRUNCATE ON "project" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_pin BEFORE UPDATE OR DELETE OR TRUNCATE ON "pin" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_role_grant BEFORE UPDATE OR DELETE OR TRUNCATE ON "role_grant" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_role_end BEFORE UPDATE OR DELETE OR TRUNCATE ON "role_end" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_document BEFORE UPDATE OR DELETE OR TRUNCATE ON "document" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_content BEFORE UPDATE OR DELETE OR TRUNCATE ON "content" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_lesson BEFORE UPDATE OR DELETE OR TRUNCATE ON "lesson" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_offering BEFORE UPDATE OR DELETE OR TRUNCATE ON "offering" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_answer BEFORE UPDATE OR DELETE OR TRUNCATE ON "answer" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_reading BEFORE UPDATE OR DELETE OR TRUNCATE ON "reading" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_evidence BEFORE UPDATE OR DELETE OR TRUNCATE ON "evidence" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_evidence_link BEFORE UPDATE OR DELETE OR TRUNCATE ON "evidence_link" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_event BEFORE UPDATE OR DELETE OR TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_checkpoint BEFORE UPDATE OR DELETE OR TRUNCATE ON "checkpoint" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_log_head BEFORE DELETE OR TRUNCATE ON "log_head" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_log_head_back BEFORE UPDATE ON log_head FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.size < OLD.size OR NEW.verifier <> OLD.verifier OR NEW.clock <> OLD.clock) EXECUTE FUNCTION guard_record();
