CREATE TABLE repinning (
	id TEXT NOT NULL,
	salt BLOB NOT NULL,
	project TEXT NOT NULL,
	number INTEGER NOT NULL,
	lifecycle_version INTEGER NOT NULL,
	policies TEXT NOT NULL,
	reason TEXT NOT NULL,
	"plan" TEXT NOT NULL,
	repinned_by TEXT NOT NULL,
	repinned_at TEXT NOT NULL,
	CONSTRAINT pk_repinning PRIMARY KEY (id),
	CONSTRAINT uq_repinning_project_number UNIQUE (project, number),
	CONSTRAINT fk_repinning_project FOREIGN KEY(project) REFERENCES project (id),
	CONSTRAINT fk_repinning_repinned_by FOREIGN KEY(repinned_by) REFERENCES person (id)
);

CREATE TRIGGER guard_repinning_update BEFORE UPDATE ON "repinning" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_repinning_delete BEFORE DELETE ON "repinning" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
