"""*Förslag*: newer versions and other formats of the same talk, for staff to say yes or no to."""
