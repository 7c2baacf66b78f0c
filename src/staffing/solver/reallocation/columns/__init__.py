"""Column generation: from the present staff to a plan and prices, for any solver of linear programmes."""
