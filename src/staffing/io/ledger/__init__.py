"""The task ledger: from its rows, in a sheet or in files of any size, to exact sums."""
