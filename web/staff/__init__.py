"""The pages of the staff, under /personal/: what readers never see, and a cookie they never meet."""
