"""Write workbooks: the template, and any scenario as one."""
