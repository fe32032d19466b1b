"""The processes that read, one for each file: forked from one that has the readers ready, or started cold."""
