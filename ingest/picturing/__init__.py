"""Pictures of every page and slide, made ahead of readers by the watcher's process, in the sandbox."""
