"""From the OLE file to its records: the streams, the records in them, where each object stands now."""
