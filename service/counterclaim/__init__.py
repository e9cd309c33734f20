"""Who claims what, where and when, with both sides of every disagreement kept."""
