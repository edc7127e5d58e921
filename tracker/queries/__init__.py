"""Read models: the questions people ask of the plan."""
