"""What lets others follow the archive: feeds, the sitemap, searching from the browser's address bar."""
