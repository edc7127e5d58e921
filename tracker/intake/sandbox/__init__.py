"""Reports read in processes of few powers: the parent's side, the child's, and what they say."""
