CREATE TABLE classes (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
	classes TEXT NOT NULL,
	version BIGINT NOT NULL,
	sha256 TEXT NOT NULL,
	body TEXT NOT NULL,
	manuscript TEXT NOT NULL,
	published_by TEXT NOT NULL,
	published_at TEXT NOT NULL,
	CONSTRAINT pk_classes PRIMARY KEY (id),
	CONSTRAINT uq_classes_classes_version UNIQUE (classes, version),
	CONSTRAINT fk_classes_published_by FOREIGN KEY(published_by) REFERENCES person (id)
);

CREATE TABLE classing (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	classes TEXT NOT NULL,
	version BIGINT NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
	lifecycle_version BIGINT NOT NULL,
	policies TEXT NOT NULL,
	reason TEXT NOT NULL,
	plan TEXT NOT NULL,
	repinned_by TEXT NOT NULL,
	repinned_at TEXT NOT NULL,
	CONSTRAINT pk_repinning PRIMARY KEY (id),
	CONSTRAINT uq_repinning_project_number UNIQUE (project, number),
	CONSTRAINT fk_repinning_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_repinning_repinned_by FOREIGN KEY(repinned_by) REFERENCES person (id)
);

CREATE TABLE waiver_ground (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
	waiver TEXT NOT NULL,
	means TEXT NOT NULL,
	CONSTRAINT pk_waiver_ground PRIMARY KEY (id),
	CONSTRAINT uq_waiver_ground_waiver UNIQUE (waiver),
	CONSTRAINT fk_waiver_ground_waiver FOREIGN KEY(waiver) REFERENCES waiver (id)
);

CREATE TABLE waiver_word (
	id TEXT NOT NULL,
	salt BYTEA NOT NULL,
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
	salt BYTEA NOT NULL,
	project TEXT NOT NULL,
	number BIGINT NOT NULL,
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

CREATE TRIGGER guard_waiver_ground BEFORE UPDATE OR DELETE OR TRUNCATE ON "waiver_ground" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_waiver_word BEFORE UPDATE OR DELETE OR TRUNCATE ON "waiver_word" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_notice BEFORE UPDATE OR DELETE OR TRUNCATE ON "notice" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_classes BEFORE UPDATE OR DELETE OR TRUNCATE ON "classes" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_classing BEFORE UPDATE OR DELETE OR TRUNCATE ON "classing" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_repinning BEFORE UPDATE OR DELETE OR TRUNCATE ON "repinning" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE FUNCTION four_eyes_waiver_approval() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "waiver" WHERE id = NEW.waiver AND requested_by = NEW.approved_by) THEN RAISE EXCEPTION 'who asked cannot approve'; END IF; RETURN NEW; END $$;

CREATE TRIGGER four_eyes_waiver_approval BEFORE INSERT ON "waiver_approval" FOR EACH ROW EXECUTE FUNCTION four_eyes_waiver_approval();

CREATE FUNCTION four_eyes_waiver_word() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM "waiver" WHERE id = NEW.waiver AND requested_by = NEW.said_by) THEN RAISE EXCEPTION 'who asked cannot approve'; END IF; RETURN NEW; END $$;

CREATE TRIGGER four_eyes_waiver_word BEFORE INSERT ON "waiver_word" FOR EACH ROW EXECUTE FUNCTION four_eyes_waiver_word();
