"""Rules broken on purpose, one at a time: do the tests see it?

    make mutants SAMPLE=300 SEED=1

A mutant is a module with one small change. It is imported in a process of its own and
held against the tests nearest to it; where none fails, it has survived.
"""
