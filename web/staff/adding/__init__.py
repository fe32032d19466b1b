"""*Lägg till*: files sent from the browser into the archive's folder."""
