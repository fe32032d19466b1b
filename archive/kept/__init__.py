"""What is kept on disk beside the catalogue: originals and their fixity, the writer's lock, the secret."""
