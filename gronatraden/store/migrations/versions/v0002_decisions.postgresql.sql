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

CREATE TRIGGER guard_classes BEFORE UPDATE OR DELETE OR TRUNCATE ON "classes" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_classing BEFORE UPDATE OR DELETE OR TRUNCATE ON "classing" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();

CREATE TRIGGER guard_repinning BEFORE UPDATE OR DELETE OR TRUNCATE ON "repinning" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();
