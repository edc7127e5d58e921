"""The parts of screening letters: numbered areas, and cases counted in running text."""
