"""Taking home: results as files, complete and streamed, and a selection of documents as one ZIP file."""
