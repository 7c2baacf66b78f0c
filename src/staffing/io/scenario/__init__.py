"""Tables and settings to a Scenario, or to all of its faults at once."""
