"""Raw bytes to grids and trees: packages, workbooks, CSV, YAML. Nothing here knows what a column means."""
