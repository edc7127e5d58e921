"""The parts of the youth inspections of 2018 to 2024: ratings, standards, questions, samples."""
