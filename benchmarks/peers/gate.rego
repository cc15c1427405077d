# The gate in Rego: a set of the rules that are met; what is undefined is not in it.
package gate

import rego.v1

logic := input.documents.change_logic
analysis := input.documents.stakeholder_analysis
equality := input.documents.equality_mainstreaming

activities := {a.id | some a in logic.activities}
indicators := {i.id | some i in logic.indicators}
resources := {r.id | some r in logic.resources}
causes := {l.cause | some l in logic.links}
short := {e.id | some e in logic.short_term_effects}
medium := {e.id | some e in logic.medium_term_effects}
long := {e.id | some e in logic.long_term_effects}
effects := (short | medium) | long
measured := {i.effect | some i in logic.indicators; i.baseline != null; i.target != null}
funds := {f.fund | some f in input.project.funding}
sectors := {s.sector | some s in analysis.stakeholders}
absent := {a.sector | some a in analysis.absent_sectors; a.because != ""}
placed := {a.stakeholder | some c in input.documents.collaboration_ladder.constellations; some a in c.actors}

met contains "facts-are-stated" if {
	input.project.title != ""
	input.project.owner != ""
	input.project.total_budget_sek != null
	count(funds - {""}) > 0
}

met contains "project-ends-after-it-starts" if {
	input.project.starts_on != null
	input.project.ends_on != null
	input.project.starts_on < input.project.ends_on
}

met contains "boxes-are-filled" if {
	count(logic.challenges) > 0
	count(logic.resources) > 0
	count(logic.activities) > 0
	count(logic.short_term_effects) > 0
	count(logic.medium_term_effects) > 0
	count(logic.long_term_effects) > 0
	count(logic.links) > 0
	count(logic.indicators) > 0
}

met contains "lists-are-filled" if {
	count(analysis.stakeholders) > 0
	count(input.documents.learning_cycle.questions) > 0
	count(equality.measures) > 0
	count(equality.goals) > 0
}

met contains "links-begin-somewhere" if count(causes - (activities | effects)) == 0

met contains "links-end-somewhere" if count({l.effect | some l in logic.links} - effects) == 0

met contains "activities-lead-somewhere" if count(activities - causes) == 0

met contains "activities-are-owned" if count({a.id | some a in logic.activities; a.owner == ""}) == 0

met contains "activities-are-resourced" if {
	count({a.id | some a in logic.activities; count(a.resources) == 0}) == 0
	count({r | some a in logic.activities; some r in a.resources} - resources) == 0
}

forward contains a.id if {
	some a in logic.activities
	a.starts_on != null
	a.ends_on != null
	a.starts_on <= a.ends_on
}

met contains "activities-run-forward" if count(activities - forward) == 0

met contains "long-term-effects-are-measured" if count(long - measured) == 0

met contains "people-are-counted-by-sex" if {
	count({i.id | some i in logic.indicators; i.counts_people; not "sex" in i.split_by}) == 0
}

evaluated if {
	"eruf" in funds
	input.project.total_budget_sek != null
	input.project.total_budget_sek >= 12000000
}

met contains "evaluation-is-planned" if not evaluated

met contains "evaluation-is-planned" if {
	logic.evaluation.plan != ""
	logic.evaluation.budget_sek != null
	logic.evaluation.budget_sek > 0
}

met contains "stakeholders-have-motives" if {
	count({s.id | some s in analysis.stakeholders; s.motive == ""}) == 0
}

met contains "sectors-are-covered" if {
	count({"public", "private", "academia", "civil_society"} - (sectors | absent)) == 0
}

high := {s.id | some s in analysis.stakeholders; s.priority == "high"}

handled contains s.id if {
	some s in analysis.stakeholders
	s.priority == "high"
	some a in s.actions
	a.what != ""
	a.owner != ""
	a.due_on != null
}

met contains "priorities-are-acted-upon" if count(high - handled) == 0

acting contains s.id if {
	some s in analysis.stakeholders
	s.priority == "high"
	not s.persons
	s.kind != "target_group"
	s.part != "steering_group"
}

met contains "those-who-matter-stand-on-the-ladder" if count(acting - placed) == 0

met contains "list-is-reviewed" if {
	analysis.reviewed_on != null
	analysis.reviewed_on <= input.today
	analysis.reviewed_on >= input.a_year_ago
}

planned contains q.id if {
	some q in input.documents.learning_cycle.questions
	q.owner != ""
	q.due_on != null
}

met contains "questions-are-planned" if {
	count({q.id | some q in input.documents.learning_cycle.questions} - planned) == 0
}

met contains "steering-group-can-decide" if {
	input.documents.competent_leadership.steering_group.mandate != ""
	input.documents.competent_leadership.steering_group.quorum >= 3
	input.documents.competent_leadership.steering_group.meets_at_every_gate
}

met contains "measures-are-activities" if {
	count({m.activity | some m in equality.measures; m.no_measure_because == ""} - activities) == 0
}

met contains "goals-are-measured" if count({g.indicator | some g in equality.goals} - indicators) == 0

met contains "children-are-considered" if {
	equality.children.affected == "no"
	equality.children.not_affected_because != ""
}

met contains "children-are-considered" if {
	equality.children.affected == "yes"
	equality.children.which != ""
	equality.children.how_heard != ""
	equality.children.what_is_best != ""
}
