"""The parts of the reports on work with children and victims, from 2025."""
