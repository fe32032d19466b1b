"""Who is signed in: users, sessions, the guard before every page of the staff."""
