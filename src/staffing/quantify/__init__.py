"""Scenario to Demand: how much work is where."""
