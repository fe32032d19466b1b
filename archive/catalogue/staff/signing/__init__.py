"""Those who may sign in, and the command that makes them."""
