"""Checking quotations: where one stands in the archive, and how it differs from what stands there."""
