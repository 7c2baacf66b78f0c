"""Files in and out: scenarios, workbooks, CSV."""
