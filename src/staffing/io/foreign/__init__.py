"""Tables that other systems export: tickets counted by station, names that nearly match, what a column may be."""
