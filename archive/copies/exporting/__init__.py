"""An export: the whole archive as a BagIt bag (RFC 8493) that can be read without this program."""
