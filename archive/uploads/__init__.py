"""Files sent from the browser: kept below `archive.data`/uploads until whole, then put into the folder."""
