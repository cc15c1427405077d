CREATE TABLE classes (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	classes TEXT NOT NULL,
	version INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	body TEXT NOT NULL,
	manuscript TEXT NOT NULL,
	published_by TEXT NOT NULL,
	published_at TEXT NOT NULL,
	CONSTRAINT pk_classes PRIMARY KEY (id),
	CONSTRAINT uq_classes_classes_version UNIQUE (classes, version),
	CONSTRAINT fk_classes_published_by FOREIGN KEY(published_by) REFERENCES person (id)
);

CREATE TABLE proposal (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	version INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	proposed_by TEXT NOT NULL,
	proposed_at TEXT NOT NULL,
	CONSTRAINT pk_proposal PRIMARY KEY (id),
	CONSTRAINT uq_proposal_kind_name_version UNIQUE (kind, name, version),
	CONSTRAINT fk_proposal_proposed_by FOREIGN KEY(proposed_by) REFERENCES person (id)
);

CREATE TABLE activation (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	proposal TEXT NOT NULL,
	activated_by TEXT NOT NULL,
	activated_at TEXT NOT NULL,
	CONSTRAINT pk_activation PRIMARY KEY (id),
	CONSTRAINT uq_activation_proposal UNIQUE (proposal),
	CONSTRAINT fk_activation_proposal FOREIGN KEY(proposal) REFERENCES proposal (id),
	CONSTRAINT fk_activation_activated_by FOREIGN KEY(activated_by) REFERENCES person (id)
);

CREATE TABLE classing (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	classes TEXT NOT NULL,
	version INTEGER NOT NULL,
	class TEXT NOT NULL,
	lifecycle TEXT NOT NULL,
	reason TEXT NOT NULL,
	classed_by TEXT NOT NULL,
	classed_at TEXT NOT NULL,
	CONSTRAINT pk_classing PRIMARY KEY (id),
	CONSTRAINT uq_classing_project UNIQUE (project),
	CONSTRAINT fk_classing_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_classing_classed_by FOREIGN KEY(classed_by) REFERENCES person (id)
);

CREATE TABLE repinning (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	lifecycle TEXT NOT NULL,
	lifecycle_version INTEGER NOT NULL,
	policies TEXT NOT NULL,
	class TEXT NOT NULL,
	lighter_because TEXT NOT NULL,
	reason TEXT NOT NULL,
	"plan" TEXT NOT NULL,
	repinned_by TEXT NOT NULL,
	repinned_at TEXT NOT NULL,
	CONSTRAINT pk_repinning PRIMARY KEY (id),
	CONSTRAINT uq_repinning_project_number UNIQUE (project, number),
	CONSTRAINT fk_repinning_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_repinning_repinned_by FOREIGN KEY(repinned_by) REFERENCES person (id)
);

CREATE TABLE substitution (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	role_grant TEXT NOT NULL,
	instead_of TEXT NOT NULL,
	CONSTRAINT pk_substitution PRIMARY KEY (id),
	CONSTRAINT uq_substitution_role_grant UNIQUE (role_grant),
	CONSTRAINT fk_substitution_role_grant FOREIGN KEY(role_grant) REFERENCES role_grant (id),
	CONSTRAINT fk_substitution_instead_of FOREIGN KEY(instead_of) REFERENCES person (id)
);

CREATE TABLE waiver_ground (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	waiver TEXT NOT NULL,
	means TEXT NOT NULL,
	CONSTRAINT pk_waiver_ground PRIMARY KEY (id),
	CONSTRAINT uq_waiver_ground_waiver UNIQUE (waiver),
	CONSTRAINT fk_waiver_ground_waiver FOREIGN KEY(waiver) REFERENCES waiver (id)
);

CREATE TABLE waiver_word (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	waiver TEXT NOT NULL,
	said_by TEXT NOT NULL,
	said_at TEXT NOT NULL,
	CONSTRAINT pk_waiver_word PRIMARY KEY (id),
	CONSTRAINT uq_waiver_word_waiver_said_by UNIQUE (waiver, said_by),
	CONSTRAINT fk_waiver_word_waiver FOREIGN KEY(waiver) REFERENCES waiver (id),
	CONSTRAINT fk_waiver_word_said_by FOREIGN KEY(said_by) REFERENCES person (id)
);

CREATE TABLE notice (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	kind TEXT NOT NULL,
	decision TEXT NOT NULL,
	document TEXT NOT NULL,
	fields TEXT NOT NULL,
	raised_by TEXT NOT NULL,
	raised_at TEXT NOT NULL,
	CONSTRAINT pk_notice PRIMARY KEY (id),
	CONSTRAINT uq_notice_project_number UNIQUE (project, number),
	CONSTRAINT fk_notice_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_notice_decision FOREIGN KEY(decision) REFERENCES decision (id),
	CONSTRAINT fk_notice_document FOREIGN KEY(document) REFERENCES document (id),
	CONSTRAINT fk_notice_raised_by FOREIGN KEY(raised_by) REFERENCES person (id)
);

CREATE TABLE point_said (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	word TEXT NOT NULL,
	number INTEGER NOT NULL,
	place TEXT NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_point_said PRIMARY KEY (id),
	CONSTRAINT uq_point_said_word_number UNIQUE (word, number),
	CONSTRAINT fk_point_said_word FOREIGN KEY(word) REFERENCES word (id)
);

CREATE TABLE point_set (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	decision TEXT NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	place TEXT NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_point_set PRIMARY KEY (id),
	CONSTRAINT uq_point_set_decision_number UNIQUE (decision, number),
	CONSTRAINT fk_point_set_decision FOREIGN KEY(decision) REFERENCES decision (id),
	CONSTRAINT fk_point_set_project FOREIGN KEY(project) REFERENCES project (id)
);

CREATE INDEX ix_point_set_project ON point_set (project);

CREATE TABLE motion (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	request TEXT NOT NULL,
	project TEXT NOT NULL,
	asks TEXT NOT NULL,
	condition TEXT,
	due_on TEXT,
	reason TEXT NOT NULL,
	CONSTRAINT pk_motion PRIMARY KEY (id),
	CONSTRAINT uq_motion_request UNIQUE (request),
	CONSTRAINT fk_motion_request FOREIGN KEY(request) REFERENCES request (id),
	CONSTRAINT fk_motion_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_motion_condition FOREIGN KEY(condition) REFERENCES condition (id)
);

CREATE INDEX ix_motion_project ON motion (project);

CREATE TABLE point_mended (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	point TEXT NOT NULL,
	how TEXT NOT NULL,
	mended_by TEXT NOT NULL,
	mended_at TEXT NOT NULL,
	CONSTRAINT pk_point_mended PRIMARY KEY (id),
	CONSTRAINT uq_point_mended_point UNIQUE (point),
	CONSTRAINT fk_point_mended_point FOREIGN KEY(point) REFERENCES point_set (id),
	CONSTRAINT fk_point_mended_mended_by FOREIGN KEY(mended_by) REFERENCES person (id)
);

CREATE TABLE deadline (
	project TEXT NOT NULL,
	kind TEXT NOT NULL,
	about TEXT NOT NULL,
	gate TEXT NOT NULL,
	due_on TEXT NOT NULL,
	who TEXT NOT NULL,
	CONSTRAINT pk_deadline PRIMARY KEY (project, kind, about)
);

CREATE INDEX ix_deadline_due_on ON deadline (due_on);

CREATE TABLE gate_state (
	project TEXT NOT NULL,
	gate TEXT NOT NULL,
	occurrence INTEGER NOT NULL,
	state TEXT NOT NULL,
	since TEXT NOT NULL,
	who TEXT NOT NULL,
	missing INTEGER NOT NULL,
	until TEXT,
	CONSTRAINT pk_gate_state PRIMARY KEY (project, gate, occurrence)
);

CREATE INDEX ix_gate_state_state ON gate_state (state, since);

CREATE TABLE project_state (
	project TEXT NOT NULL,
	programme TEXT NOT NULL,
	phase TEXT NOT NULL,
	stopped INTEGER NOT NULL,
	log_size INTEGER NOT NULL,
	rules TEXT NOT NULL,
	policies TEXT NOT NULL,
	valid_until TEXT,
	CONSTRAINT pk_project_state PRIMARY KEY (project)
);

CREATE INDEX ix_project_state_programme ON project_state (programme);

CREATE INDEX ix_project_state_valid_until ON project_state (valid_until);

CREATE TABLE sweep (
	id INTEGER NOT NULL,
	log_size INTEGER NOT NULL,
	rules TEXT NOT NULL,
	on_day TEXT NOT NULL,
	CONSTRAINT pk_sweep PRIMARY KEY (id),
	CONSTRAINT ck_sweep_only_one CHECK (id = 1)
);

CREATE TRIGGER guard_motion_update BEFORE UPDATE ON "motion" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_motion_delete BEFORE DELETE ON "motion" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_point_said_update BEFORE UPDATE ON "point_said" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_point_said_delete BEFORE DELETE ON "point_said" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_point_set_update BEFORE UPDATE ON "point_set" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_point_set_delete BEFORE DELETE ON "point_set" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_point_mended_update BEFORE UPDATE ON "point_mended" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_point_mended_delete BEFORE DELETE ON "point_mended" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_ground_update BEFORE UPDATE ON "waiver_ground" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_ground_delete BEFORE DELETE ON "waiver_ground" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_word_update BEFORE UPDATE ON "waiver_word" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_waiver_word_delete BEFORE DELETE ON "waiver_word" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_notice_update BEFORE UPDATE ON "notice" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_notice_delete BEFORE DELETE ON "notice" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_classes_update BEFORE UPDATE ON "classes" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_classes_delete BEFORE DELETE ON "classes" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_proposal_update BEFORE UPDATE ON "proposal" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_proposal_delete BEFORE DELETE ON "proposal" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_activation_update BEFORE UPDATE ON "activation" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_activation_delete BEFORE DELETE ON "activation" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_classing_update BEFORE UPDATE ON "classing" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_classing_delete BEFORE DELETE ON "classing" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_repinning_update BEFORE UPDATE ON "repinning" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_repinning_delete BEFORE DELETE ON "repinning" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_substitution_update BEFORE UPDATE ON "substitution" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_substitution_delete BEFORE DELETE ON "substitution" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

DROP INDEX uq_decision_opens_once;

CREATE TRIGGER apart_word_requester BEFORE INSERT ON "word" WHEN EXISTS (SELECT 1 FROM request r WHERE r.id = NEW.request AND r.requested_by = NEW.said_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: word_requester'); END;

CREATE TRIGGER apart_word_panel BEFORE INSERT ON "word" WHEN NOT EXISTS (SELECT 1 FROM request r, json_each(r.panel) AS s WHERE r.id = NEW.request AND (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'person') = NEW.said_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: word_panel'); END;

CREATE TRIGGER apart_word_submitter BEFORE INSERT ON "word" WHEN EXISTS (SELECT 1 FROM request r JOIN verdict v ON v.id = r.verdict, json_each(v.body, '$.documents') AS x, document d WHERE r.id = NEW.request AND d.project = r.project AND d.tool = (SELECT f.value FROM json_each(x.value) f WHERE f.key = 'tool') AND d.number = CAST((SELECT f.value FROM json_each(x.value) f WHERE f.key = 'number') AS BIGINT) AND d.submitted_by = NEW.said_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: word_submitter'); END;

CREATE TRIGGER apart_word_admin BEFORE INSERT ON "word" WHEN EXISTS (SELECT 1 FROM request r JOIN project p ON p.id = r.project JOIN role_grant g ON g.person = NEW.said_by AND g.role = 'admin' AND g.until_on IS NULL AND g.from_on <= substr(NEW.said_at, 1, 10) AND (g.project = p.id OR g.project IS NULL AND (g.programme IS NULL OR g.programme = p.programme)) WHERE r.id = NEW.request AND NOT EXISTS (SELECT 1 FROM role_end e WHERE e.role_grant = g.id)) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: word_admin'); END;

CREATE TRIGGER apart_word_decided BEFORE INSERT ON "word" WHEN EXISTS (SELECT 1 FROM decision d WHERE d.request = NEW.request) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: word_decided'); END;

CREATE TRIGGER apart_decision_people BEFORE INSERT ON "decision" WHEN (SELECT count(DISTINCT p.value) FROM json_each(NEW.deciders) AS p) = 0 OR (SELECT count(DISTINCT p.value) FROM json_each(NEW.deciders) AS p) <> (SELECT count(*) FROM json_each(NEW.deciders) AS p) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: decision_people'); END;

CREATE TRIGGER apart_decision_words BEFORE INSERT ON "decision" WHEN EXISTS (SELECT 1 FROM json_each(NEW.deciders) AS p WHERE NOT EXISTS (SELECT 1 FROM word w WHERE w.request = NEW.request AND w.said_by = p.value AND w.outcome = NEW.outcome AND NOT EXISTS (SELECT 1 FROM word later WHERE later.request = w.request AND later.said_by = w.said_by AND later.number > w.number))) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: decision_words'); END;

CREATE TRIGGER apart_decision_substitute BEFORE INSERT ON "decision" WHEN EXISTS (SELECT 1 FROM json_each(NEW.deciders) AS p WHERE NOT EXISTS (SELECT 1 FROM request r, json_each(r.panel) AS s WHERE r.id = NEW.request AND (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'person') = p.value AND (COALESCE((SELECT f.value FROM json_each(s.value) f WHERE f.key = 'instead_of'), '') = '' OR (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'instead_of') NOT IN (SELECT p.value FROM json_each(NEW.deciders) AS p)))) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: decision_substitute'); END;

CREATE TRIGGER apart_decision_verdict BEFORE INSERT ON "decision" WHEN NEW.outcome IN ('go', 'go_with_conditions') AND EXISTS (SELECT 1 FROM request r JOIN verdict v ON v.id = r.verdict WHERE r.id = NEW.request AND v.ready = 0) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: decision_verdict'); END;

CREATE TRIGGER apart_decision_opens_once BEFORE INSERT ON "decision" WHEN NEW.outcome IN ('go', 'go_with_conditions') AND (SELECT count(*) FROM decision d WHERE d.project = NEW.project AND d.gate = NEW.gate AND d.occurrence = NEW.occurrence AND d.outcome IN ('go', 'go_with_conditions')) - (SELECT count(*) FROM decision d WHERE d.project = NEW.project AND d.gate = NEW.gate AND d.occurrence = NEW.occurrence AND d.outcome = 'reopen') > 0 BEGIN SELECT RAISE(ABORT, 'duties are kept apart: decision_opens_once'); END;

CREATE TRIGGER apart_decision_reopens_once BEFORE INSERT ON "decision" WHEN NEW.outcome = 'reopen' AND (SELECT count(*) FROM decision d WHERE d.project = NEW.project AND d.gate = NEW.gate AND d.occurrence = NEW.occurrence AND d.outcome IN ('go', 'go_with_conditions')) - (SELECT count(*) FROM decision d WHERE d.project = NEW.project AND d.gate = NEW.gate AND d.occurrence = NEW.occurrence AND d.outcome = 'reopen') <> 1 BEGIN SELECT RAISE(ABORT, 'duties are kept apart: decision_reopens_once'); END;

CREATE TRIGGER apart_decision_motion BEFORE INSERT ON "decision" WHEN NEW.outcome IN ('reopen', 'extend') AND NOT EXISTS (SELECT 1 FROM motion m WHERE m.request = NEW.request AND m.asks = NEW.outcome) OR NEW.outcome IN ('go', 'go_with_conditions', 'hold', 'stop') AND EXISTS (SELECT 1 FROM motion m WHERE m.request = NEW.request) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: decision_motion'); END;

CREATE TRIGGER apart_change_word_requester BEFORE INSERT ON "change_word" WHEN EXISTS (SELECT 1 FROM change c WHERE c.id = NEW.change AND c.requested_by = NEW.said_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: change_word_requester'); END;

CREATE TRIGGER apart_change_decision_people BEFORE INSERT ON "change_decision" WHEN (SELECT count(DISTINCT p.value) FROM json_each(NEW.deciders) AS p) = 0 OR (SELECT count(DISTINCT p.value) FROM json_each(NEW.deciders) AS p) <> (SELECT count(*) FROM json_each(NEW.deciders) AS p) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: change_decision_people'); END;

CREATE TRIGGER apart_change_decision_words BEFORE INSERT ON "change_decision" WHEN EXISTS (SELECT 1 FROM json_each(NEW.deciders) AS p WHERE NOT EXISTS (SELECT 1 FROM change_word w WHERE w.change = NEW.change AND w.said_by = p.value AND w.outcome = NEW.outcome AND NOT EXISTS (SELECT 1 FROM change_word later WHERE later.change = w.change AND later.said_by = w.said_by AND later.number > w.number))) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: change_decision_words'); END;

CREATE TRIGGER apart_waiver_approver BEFORE INSERT ON "waiver_approval" WHEN EXISTS (SELECT 1 FROM waiver w WHERE w.id = NEW.waiver AND w.requested_by = NEW.approved_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: waiver_approver'); END;

CREATE TRIGGER apart_waiver_speaker BEFORE INSERT ON "waiver_word" WHEN EXISTS (SELECT 1 FROM waiver w WHERE w.id = NEW.waiver AND w.requested_by = NEW.said_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: waiver_speaker'); END;

CREATE TRIGGER apart_activation_author BEFORE INSERT ON "activation" WHEN EXISTS (SELECT 1 FROM proposal p WHERE p.id = NEW.proposal AND p.proposed_by = NEW.activated_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: activation_author'); END;

CREATE TRIGGER apart_policy_proposed BEFORE INSERT ON "policy" WHEN NEW.published_by <> 'machine' AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.kind = 'policy' AND p.name = NEW.policy AND p.version = NEW.version AND p.sha256 = NEW.sha256 AND p.proposed_by = NEW.published_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: policy_proposed'); END;

CREATE TRIGGER apart_lifecycle_proposed BEFORE INSERT ON "lifecycle" WHEN NEW.published_by <> 'machine' AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.kind = 'lifecycle' AND p.name = NEW.lifecycle AND p.version = NEW.version AND p.sha256 = NEW.sha256 AND p.proposed_by = NEW.published_by) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: lifecycle_proposed'); END;

CREATE TRIGGER apart_pin_active BEFORE INSERT ON "pin" WHEN EXISTS (SELECT 1 FROM proposal p WHERE p.kind = 'policy' AND p.name = NEW.policy AND p.version = NEW.version AND NOT EXISTS (SELECT 1 FROM activation a WHERE a.proposal = p.id)) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: pin_active'); END;

CREATE TRIGGER apart_project_active BEFORE INSERT ON "project" WHEN EXISTS (SELECT 1 FROM proposal p WHERE p.kind = 'lifecycle' AND p.name = NEW.lifecycle AND p.version = NEW.lifecycle_version AND NOT EXISTS (SELECT 1 FROM activation a WHERE a.proposal = p.id)) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: project_active'); END;

CREATE TRIGGER apart_substitution_self BEFORE INSERT ON "substitution" WHEN EXISTS (SELECT 1 FROM role_grant g WHERE g.id = NEW.role_grant AND g.person = NEW.instead_of) BEGIN SELECT RAISE(ABORT, 'duties are kept apart: substitution_self'); END;
