"""The watched folder: what stands in it, what that means, carrying it out, and watching."""
