"""What the sample documents say, one module for each document or seminar."""
