"""What the kernel holds against a process for good: what it may write and read, start, and reach."""
