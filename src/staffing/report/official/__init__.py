"""Official documents: the report 测算报告 and the public notice 公示, by GB/T 9704-2012."""
