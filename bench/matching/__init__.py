"""Invented guns registered once or twice, who may be judged by them, and the frozen run that shows which pairs a change flips."""
