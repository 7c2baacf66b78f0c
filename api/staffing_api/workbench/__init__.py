"""The page of an office: screens drawn on the server, their state in the address, no request to another host."""
