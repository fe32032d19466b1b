"""Finding what looks like a newer version of a document that vanished, or like another format of one."""
