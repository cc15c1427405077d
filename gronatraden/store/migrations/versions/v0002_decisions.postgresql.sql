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

CREATE TRIGGER guard_repinning BEFORE UPDATE OR DELETE OR TRUNCATE ON "repinning" FOR EACH STATEMENT EXECUTE FUNCTION guard_record();
