"""What is not material: health, crawlers, errors."""
