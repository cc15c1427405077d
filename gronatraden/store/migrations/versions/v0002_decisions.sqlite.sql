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

CREATE TRIGGER guard_repinning_update BEFORE UPDATE ON "repinning" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER guard_repinning_delete BEFORE DELETE ON "repinning" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
