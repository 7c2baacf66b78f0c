"""The whole problem handed to a solver at once: CP-SAT, CBC, min-cost flow. In child processes only."""
